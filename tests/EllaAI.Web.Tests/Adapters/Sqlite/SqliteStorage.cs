using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Adapters.Sqlite;

namespace EllaAI.Web.Tests.Adapters.Sqlite;

/// <summary>A database file in a folder of its own.</summary>
internal sealed class SqliteStorage : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ella-sqlite-");
    private readonly List<IDisposable> _opened = [];
    private string _folder;

    public SqliteStorage() => _folder = _root.FullName;

    public SqliteFile File { get; private set; } = null!;

    public OpenStorage Open(TimeProvider clock)
    {
        File = new SqliteFile(Path.Combine(_folder, "ella.db"));
        var bell = new OutboxBell();
        _opened.AddRange([File, bell]);
        return new(new SqliteDocumentStore(File, bell, StorageContract.Schemas, clock), bell);
    }

    /// <summary>What the disk holds this moment, opened by somebody else: nobody closed the file, nothing was checkpointed.</summary>
    public OpenStorage OpenAfterKill(TimeProvider clock)
    {
        var after = Directory.CreateDirectory(Path.Combine(_root.FullName, "after-kill")).FullName;
        foreach (var name in new[] { "ella.db", "ella.db-wal" })
            System.IO.File.Copy(Path.Combine(_folder, name), Path.Combine(after, name));
        _folder = after;
        return Open(clock);
    }

    public void Dispose()
    {
        foreach (var opened in _opened) opened.Dispose();
        _root.Delete(recursive: true);
    }
}
