using EllaAI.Core.Storage;

namespace EllaAI.Benchmarks.Store;

/// <summary>A store, and what is in it.</summary>
internal sealed record Seeded(Seed Seed, IDocumentStore Documents);

internal sealed class SeededStore : IDisposable
{
    public SeededStore(DiskFolder folder, int documents)
    {
        var (seed, path) = (new Seed(documents), folder.File($"{documents}.db"));
        seed.Fill(path);
        Store = new(path);
        Seeded = new(seed, Store.Documents);
    }

    public Seeded Seeded { get; }

    public OpenStore Store { get; }

    public void Dispose() => Store.Dispose();
}
