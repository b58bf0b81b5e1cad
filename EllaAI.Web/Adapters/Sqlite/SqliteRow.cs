using System.Text;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>
/// Where a new document lies in the file: behind the last of its company and collection. A page of a query then is on a few pages of the
/// file; in the order of their coming each document would be on another one, among those of everybody else. Rows that older releases
/// put elsewhere are found just as well.
/// </summary>
internal static class SqliteRow
{
    /// <summary>$0 company, $1 collection, $2 id, $3 version, $4 schema, $5 body, and the row ids $6 to $7 from <see cref="Places"/>.</summary>
    public const string Insert = """
        INSERT INTO documents(rowid, company, collection, id, version, schema, body)
        VALUES(coalesce((SELECT rowid + 1 FROM documents WHERE rowid BETWEEN $6 AND $7 ORDER BY rowid DESC LIMIT 1), $6), $0, $1, $2, $3, $4, $5)
        """;

    /// <summary>The row ids for documents of one company and collection. By a hash: two that share theirs are neighbours, and no harm is done.</summary>
    public static (long First, long Last) Places(string company, string collection)
    {
        var first = (long)(Hash($"{company}/{collection}") & int.MaxValue) << 32;
        return (first, first + uint.MaxValue);
    }

    /// <summary>FNV-1a: for ever the same. http://www.isthe.com/chongo/tech/comp/fnv/</summary>
    public static uint Hash(string text)
    {
        var hash = 2_166_136_261;
        foreach (var b in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ b) * 16_777_619);
        return hash;
    }
}
