using System.Globalization;
using EllaAI.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>
/// The folder of a store's files: <c>ella.db</c>, or <c>ella-00.db</c> and so on. Each file says which one of how many it is, so
/// that a folder is never opened with another number, or with one of its files missing, and documents seem to be gone.
/// </summary>
internal sealed class SqliteFolder(string path)
{
    private const string Only = "ella.db";

    public string Path => path;

    /// <summary>Names of the files that are there, in the order of their numbers.</summary>
    public IReadOnlyList<string> Found => !Directory.Exists(path) ? [] :
    [
        .. Directory.EnumerateFiles(path, "ella*.db").Select(f => System.IO.Path.GetFileName(f)!)
            .Where(f => f == Only || Enumerable.Range(0, SqliteShards.Most).Any(number => f == Name(number, 2))).Order(StringComparer.Ordinal),
    ];

    public static string Name(int number, int of) => of == 1 ? Only : $"ella-{number.ToString("D2", CultureInfo.InvariantCulture)}.db";

    public string File(string name) => System.IO.Path.Combine(path, name);

    /// <summary>Opens the files, and makes them where there are none.</summary>
    /// <exception cref="StartupException">They were made as another number of files, or one is missing, or cannot be read.</exception>
    public SqliteShards Open(int of)
    {
        var names = Enumerable.Range(0, of).Select(number => Name(number, of)).ToArray();
        CheckNumber(names);
        var files = new List<SqliteFile>();
        try
        {
            foreach (var name in names) files.Add(Open(name, () => new SqliteFile(File(name), of)));
            // Not before all are there: what was begun and not ended has no record, and holds nothing.
            Sign(files);
            return new(files);
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the files that are there, as many as they are.</summary>
    /// <exception cref="StartupException">There are none, or not all.</exception>
    public SqliteShards OpenFound() => Open(Complete().Count);

    /// <summary>The names of the files that are there.</summary>
    /// <exception cref="StartupException">There are none, or not all.</exception>
    public IReadOnlyList<string> Complete()
    {
        if (Found is not [var first, ..]) throw new StartupException($"There are no documents in {path}.");
        var of = first == Only ? 1 : Record(first)?.Shards ?? Found.Count;
        CheckNumber([.. Enumerable.Range(0, of).Select(number => Name(number, of))]);
        return Found;
    }

    private void CheckNumber(string[] names)
    {
        if (Found.FirstOrDefault(f => !names.Contains(f)) is { } other)
            throw Wrong(Record(other)?.Shards ?? (other == Only ? 1 : Found.Count), names.Length);
        var records = Found.Select(name => (Name: name, Record: Record(name))).Where(f => f.Record is not null).ToArray();
        if (records.Select(r => r.Record!.Store).Distinct().Count() > 1) throw new StartupException($"The files in {path} are not those of one store.");
        foreach (var (name, record) in records)
        {
            if (record!.Shards != names.Length) throw Wrong(record.Shards, names.Length);
            if (Name(record.Number, record.Shards) != name)
                throw new StartupException($"{File(name)} was made as {Name(record.Number, record.Shards)}: give it its name back.");
        }

        if (records.Length > 0 && names.FirstOrDefault(n => !System.IO.File.Exists(File(n))) is { } missing)
            throw new StartupException($"{File(missing)} is missing: it holds a part of the documents.");
    }

    private StartupException Wrong(int made, int asked) => new(
        $"The documents in {path} were made with Documents:Shards = {made}, not {asked}. Set it back, or export them and import them into another folder.");

    private ShardRecord? Record(string name) => Open(name, () =>
    {
        using var connection = new PreparedConnection(SqliteFile.ConnectionString(File(name)));
        connection.Open();
        return ShardRecord.Read(connection);
    });

    private static void Sign(List<SqliteFile> files)
    {
        var store = Guid.NewGuid().ToString("N");
        // What the first one says of the store holds for all.
        for (var number = 0; number < files.Count; number++) store = Sign(files[number], new(number, files.Count, store)).Store;
    }

    private static ShardRecord Sign(SqliteFile file, ShardRecord record) => file.Read(ShardRecord.Read) ?? file.Write(connection =>
    {
        if (ShardRecord.Read(connection) is { } found) return found;
        record.Write(connection);
        return record;
    }).GetAwaiter().GetResult();

    private T Open<T>(string name, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e)
        {
            throw new StartupException($"{File(name)} cannot be opened: {e.Message}", e);
        }
    }
}

/// <summary>Which one of how many a file is, and of which store.</summary>
/// <param name="Store">Random, the same in all files.</param>
internal sealed record ShardRecord(int Number, int Shards, string Store)
{
    /// <summary>Null when the file does not say: its making was not ended, or it is older than this record.</summary>
    public static ShardRecord? Read(PreparedConnection connection) =>
        connection.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'shard'") is null ? null
        : connection.Rows("SELECT number, shards, store FROM shard", row => new ShardRecord(row.GetInt32(0), row.GetInt32(1), row.GetString(2))).FirstOrDefault();

    public void Write(PreparedConnection connection) => connection.Execute("INSERT INTO shard VALUES($0, $1, $2)", Number, Shards, Store);
}
