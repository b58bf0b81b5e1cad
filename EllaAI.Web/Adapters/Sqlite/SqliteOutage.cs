using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Failures of the machine and not of a statement: they pass, without a restart, once somebody has made room.</summary>
internal static class SqliteOutage
{
    private static readonly HashSet<int> _codes =
        [SQLitePCL.raw.SQLITE_FULL, SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_CANTOPEN, SQLitePCL.raw.SQLITE_BUSY, SQLitePCL.raw.SQLITE_NOMEM];

    /// <summary>Null for any other failure.</summary>
    public static StoreUnavailableException? Of(Exception failure) =>
        failure is SqliteException e && _codes.Contains(e.SqliteErrorCode) ? new($"SQLite cannot work: {e.Message}", e) : null;
}
