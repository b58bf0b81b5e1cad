namespace EllaAI.Benchmarks.Store;

internal sealed class SeededStore : IDisposable
{
    public SeededStore(DiskFolder folder, int documents)
    {
        Seed = new(documents);
        var path = folder.File($"{documents}.db");
        Seed.Fill(path);
        Store = new(path);
    }

    public Seed Seed { get; }

    public OpenStore Store { get; }

    public void Dispose() => Store.Dispose();
}
