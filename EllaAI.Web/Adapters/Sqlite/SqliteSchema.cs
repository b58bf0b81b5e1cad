using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Tables, and one index for each declared query.</summary>
internal static class SqliteSchema
{
    /// <summary>Older ones can corrupt a database in WAL mode under concurrent checkpoints.</summary>
    private static readonly Version _oldest = new(3, 51, 3);

    public static void Ensure(SqliteConnection connection)
    {
        var version = Version.Parse((string)connection.Scalar("SELECT sqlite_version()")!);
        if (version < _oldest) throw new InvalidOperationException($"SQLite {version} is too old: {_oldest} or later is needed.");
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS documents(
                company TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL,
                version INTEGER NOT NULL, body TEXT NOT NULL,
                UNIQUE(company, collection, id));
            CREATE TABLE IF NOT EXISTS outbox(
                seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, body TEXT NOT NULL,
                at TEXT NOT NULL, dispatched INTEGER NOT NULL DEFAULT 0);
            CREATE INDEX IF NOT EXISTS outbox_undispatched ON outbox(seq) WHERE dispatched = 0;
            CREATE TABLE IF NOT EXISTS delivery(
                seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL REFERENCES outbox(id), subscriber TEXT NOT NULL,
                UNIQUE(event, subscriber));
            """);
        foreach (var index in DeclaredIndexes.All) connection.Execute(Create(index));
    }

    /// <summary>A field of the document, as SQLite indexes and compares it.</summary>
    public static string Field(string name) => $"json_extract(body, '$.{name}')";

    private static string Create(IndexSpec index)
    {
        string[] columns = [.. index.AcrossCompanies ? [] : (string[])["company"], .. index.Fields.Select(Field), Field(index.OrderBy), "id"];
        return $"""CREATE INDEX IF NOT EXISTS "{index.Name}" ON documents({string.Join(", ", columns)}) WHERE collection = '{index.Collection}'""";
    }
}
