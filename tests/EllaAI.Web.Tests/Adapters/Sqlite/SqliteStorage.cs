using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

/// <summary>Database files in a folder of their own.</summary>
internal sealed class SqliteStorage : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ella-sqlite-");
    private readonly List<IDisposable> _opened = [];
    private readonly int _shards;
    private string _folder;

    public SqliteStorage(int shards = 1) => (_shards, _folder) = (shards, _root.FullName);

    public string Folder => _folder;

    public SqliteShards Shards { get; private set; } = null!;

    /// <summary>The first, and the only one unless there are several.</summary>
    public SqliteFile File => Shards.All[0];

    public OpenStorage Open(TimeProvider clock)
    {
        Shards = new SqliteFolder(_folder).Open(_shards);
        var bell = new OutboxBell();
        _opened.AddRange([Shards, bell]);
        return new(new SqliteDocumentStore(Shards, bell, StorageContract.Schemas, clock), bell);
    }

    /// <summary>What the disk holds this moment, opened by somebody else: nobody closed the file, nothing was checkpointed.</summary>
    public OpenStorage OpenAfterKill(TimeProvider clock)
    {
        var after = Directory.CreateDirectory(Path.Combine(_root.FullName, "after-kill")).FullName;
        foreach (var file in Directory.EnumerateFiles(_folder, "ella*.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            System.IO.File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        _folder = after;
        return Open(clock);
    }

    public void Dispose()
    {
        foreach (var opened in _opened) opened.Dispose();
        _root.Delete(recursive: true);
    }
}
