using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Statements with positional parameters ($0, $1, …), and with none when they are for once.</summary>
internal static class SqliteCommands
{
    /// <summary>For what happens once in a connection's life: settings and the schema. May hold several statements.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Every text is made of constants and declared index names.")]
    public static void Once(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <returns>How many rows changed.</returns>
    public static int Execute(this PreparedConnection connection, string sql, params ReadOnlySpan<object?> values) =>
        connection.Prepare(sql, values).ExecuteNonQuery();

    public static object? Scalar(this PreparedConnection connection, string sql, params ReadOnlySpan<object?> values) =>
        connection.Prepare(sql, values).ExecuteScalar();

    public static List<T> Rows<T>(this PreparedConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = connection.Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
