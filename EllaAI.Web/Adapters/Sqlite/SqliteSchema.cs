using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Tables, and one index for each declared query.</summary>
internal static class SqliteSchema
{
    /// <summary>Older ones can corrupt a database in WAL mode under concurrent checkpoints.</summary>
    private static readonly Version _oldest = new(3, 51, 3);

    public static void Ensure(PreparedConnection connection)
    {
        var version = Version.Parse((string)connection.Scalar("SELECT sqlite_version()")!);
        if (version < _oldest) throw new InvalidOperationException($"SQLite {version} is too old: {_oldest} or later is needed.");
        connection.Once(
            """
            CREATE TABLE IF NOT EXISTS documents(
                company TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL,
                version INTEGER NOT NULL, schema INTEGER NOT NULL DEFAULT 1, body TEXT NOT NULL,
                UNIQUE(company, collection, id));
            CREATE TABLE IF NOT EXISTS position(last INTEGER NOT NULL);
            INSERT INTO position SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM position);
            """);
        Upgrade(connection);
        foreach (var index in DeclaredIndexes.All) connection.Once(Create(index));
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
        string[] columns = [.. index.AcrossCompanies ? [] : (string[])["company"], .. index.Fields.Select(Field), Field(index.OrderBy), "id"];
        return $"""CREATE INDEX IF NOT EXISTS "{index.Name}" ON documents({string.Join(", ", columns)}) WHERE collection = '{index.Collection}'""";
    }
}
