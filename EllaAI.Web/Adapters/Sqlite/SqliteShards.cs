using System.Text;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>
/// The files of a store. All documents of a company are in one of them, so that a commit is never about two; only queries
/// across companies ask them all.
/// </summary>
internal sealed class SqliteShards(IReadOnlyList<SqliteFile> files) : IDisposable
{
    public const int Most = 64;

    public SqliteShards(SqliteFile only) : this([only]) { }

    public IReadOnlyList<SqliteFile> All => files;

    public SqliteFile Of(string company) => files.Count == 1 ? files[0] : files[Number(company, files.Count)];

    /// <summary>
    /// FNV-1a of the company's name. For ever the same: where documents are depends on it.
    /// http://www.isthe.com/chongo/tech/comp/fnv/
    /// </summary>
    public static int Number(string company, int of)
    {
        var hash = 2_166_136_261;
        foreach (var b in Encoding.UTF8.GetBytes(company)) hash = unchecked((hash ^ b) * 16_777_619);
        return (int)(hash % (uint)of);
    }

    public void Dispose()
    {
        foreach (var file in files) file.Dispose();
    }
}
