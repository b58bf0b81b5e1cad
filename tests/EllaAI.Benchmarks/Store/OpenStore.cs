using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Sqlite;

namespace EllaAI.Benchmarks.Store;

/// <summary>A store's file, opened as the product opens it.</summary>
internal sealed class OpenStore : IDisposable
{
    private readonly SqliteFile _file;
    private readonly OutboxBell _bell = new();

    public OpenStore(string path)
    {
        (Path, _file) = (path, new(path));
        Documents = new SqliteDocumentStore(new SqliteShards(_file), _bell, Schemas.Declared, TimeProvider.System);
    }

    public string Path { get; }

    public IDocumentStore Documents { get; }

    public void Dispose()
    {
        _file.Dispose();
        _bell.Dispose();
    }
}
