using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>A company's documents one after the other, along the key.</summary>
internal static class SqliteWalk
{
    public const int Page = 100;

    private const string Columns = "SELECT collection, id, version, schema, body FROM documents WHERE company = $0";

    /// <summary>From this place on; the place itself is among them.</summary>
    public static List<StoredDocument> Next(SqliteFile file, DocumentRange range, string collection, string id)
    {
        var actor = Actor.System(new(range.Company));
        return file.Read(connection =>
        {
            return range.Collection.Length == 0
                ? connection.Rows($"{Columns} AND (collection, id) >= ($1, $2) ORDER BY collection, id LIMIT {Page}", Document, range.Company, collection, id)
                : range.Prefix.Length == 0
                    ? connection.Rows($"{Columns} AND collection = $1 AND id >= $2 ORDER BY id LIMIT {Page}", Document, range.Company, collection, id)
                    // Letters and digits come before the tilde.
                    : connection.Rows($"{Columns} AND collection = $1 AND id >= $2 AND id < $3 ORDER BY id LIMIT {Page}", Document, range.Company, collection, id, range.Prefix + "~");
        });

        StoredDocument Document(Microsoft.Data.Sqlite.SqliteDataReader row) =>
            new(actor.Key(row.GetString(0), row.GetString(1)), row.GetInt64(2), row.GetInt32(3), row.GetString(4));
    }
}
