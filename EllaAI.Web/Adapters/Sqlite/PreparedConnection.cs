using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>
/// A connection that keeps its statements prepared: compiling one takes longer than running it. There are as many as there are
/// texts, and those are made of constants and declared indexes, never of values.
/// </summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <summary>The statement with its values ($0, $1, …) bound. It is in use until its reader is closed.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Every text is made of constants and declared index names; values are parameters.")]
    public SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var command in _prepared.Values) command.Dispose();
        base.Dispose(disposing);
    }
}
