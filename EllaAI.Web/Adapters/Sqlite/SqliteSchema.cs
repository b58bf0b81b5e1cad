using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Tables, and one index for each declared query.</summary>
internal static class SqliteSchema
{
    /// <summary>Older ones can corrupt a database in WAL mode under concurrent checkpoints.</summary>
    private static readonly Version _oldest = new(3, 51, 3);

    public static void Ensure(PreparedConnection connection)
    {
        Check(Version.Parse((string)connection.Scalar("SELECT sqlite_version()")!));
        // All or nothing, and flushed once.
        connection.Once(
            """
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS documents(
                company TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL,
                version INTEGER NOT NULL, schema INTEGER NOT NULL DEFAULT 1, body TEXT NOT NULL,
                UNIQUE(company, collection, id));
            CREATE TABLE IF NOT EXISTS shard(number INTEGER NOT NULL, shards INTEGER NOT NULL, store TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS position(last INTEGER NOT NULL);
            INSERT INTO position SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM position);
            """);
        Upgrade(connection);
        foreach (var index in DeclaredIndexes.All) Ensure(connection, index);
        connection.Once("COMMIT");
    }

    /// <exception cref="StartupException">It is too old. The package brings a newer one; whoever put another in its place reads this.</exception>
    public static void Check(Version version)
    {
        if (version < _oldest) throw new StartupException($"SQLite {version} is too old: {_oldest} or later is needed.");
    }

    /// <summary>An index that an older release declared otherwise is made anew.</summary>
    private static void Ensure(PreparedConnection connection, IndexSpec index)
    {
        var (wanted, found) = (Create(index), connection.Scalar("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = $0", index.Name) as string);
        if (found == wanted) return;
        if (found is not null) connection.Once($"""DROP INDEX "{index.Name}" """);
        connection.Once(wanted);
    }

    /// <summary>
    /// Files of before events were documents. What was in their outbox only announced things to open pages or asked for work
    /// that is found in the documents at every start.
    /// </summary>
    private static void Upgrade(PreparedConnection connection)
    {
        if (connection.Scalar("SELECT 1 FROM pragma_table_info('documents') WHERE name = 'schema'") is null)
            connection.Once("ALTER TABLE documents ADD COLUMN schema INTEGER NOT NULL DEFAULT 1");
        connection.Once("DROP TABLE IF EXISTS delivery; DROP TABLE IF EXISTS outbox;");
    }

    /// <summary>A field of the document, as SQLite indexes and compares it.</summary>
    public static string Field(string name) => $"json_extract(body, '$.{name}')";

    private static string Create(IndexSpec index)
    {
        string[] columns = [.. index.AcrossCompanies ? [] : (string[])["company"], .. index.Fields.Select(Field), Field(index.OrderBy), "id", .. index.AcrossCompanies ? (string[])["company"] : []];
        return $"""CREATE INDEX "{index.Name}" ON documents({string.Join(", ", columns)}) WHERE collection = '{index.Collection}'""";
    }
}
