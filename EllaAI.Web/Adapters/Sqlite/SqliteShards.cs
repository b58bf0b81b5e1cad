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

    /// <summary>By a hash of the company's name that is for ever the same: where documents are depends on it.</summary>
    public static int Number(string company, int of) => (int)(SqliteRow.Hash(company) % (uint)of);

    public void Dispose()
    {
        foreach (var file in files) file.Dispose();
    }
}
