using System.Diagnostics;
using System.Text.Json;
using EllaAI.Web.Adapters.Sqlite;
using Microsoft.Data.Sqlite;

namespace EllaAI.Benchmarks.Store;

/// <summary>The same tables and indexes through Microsoft.Data.Sqlite alone: statements prepared, one transaction for each write.</summary>
internal sealed class PlainSqlite : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert, _select, _seed;

    public PlainSqlite(string path, string pragmas = "PRAGMA synchronous = FULL;")
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute(pragmas);
        _insert = Command("INSERT INTO documents(company, collection, id, version, body) VALUES($company, $collection, $id, 1, $body)", "$company", "$collection", "$id", "$body");
        _select = Command("SELECT version, body FROM documents WHERE company = $company AND collection = $collection AND id = $id", "$company", "$collection", "$id", "$body");
        _seed = Command(SqliteRow.Insert, "$0", "$1", "$2", "$3", "$4", "$5", "$6", "$7");
    }

    public int Insert(string company, string collection, string id, string body) => Bind(_insert, company, collection, id, body).ExecuteNonQuery();

    /// <summary>How many milliseconds a document took to be read and parsed.</summary>
    public double Read(string company, string collection, string id)
    {
        var from = Stopwatch.GetTimestamp();
        using (var reader = Bind(_select, company, collection, id, "").ExecuteReader())
        {
            if (!reader.Read() || reader.GetInt64(0) < 1) throw new InvalidOperationException("A document is missing.");
            JsonSerializer.Deserialize<JsonElement>(reader.GetString(1));
        }

        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    /// <summary>Where the product would put it.</summary>
    public void Seed(string company, string collection, string id, string body)
    {
        var (first, last) = SqliteRow.Places(company, collection);
        object[] values = [company, collection, id, 1, 1, body, first, last];
        for (var i = 0; i < values.Length; i++) _seed.Parameters[i].Value = values[i];
        _seed.ExecuteNonQuery();
    }

    public void Execute(string constant)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = constant;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
        _seed.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string constant, params ReadOnlySpan<string> names)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = constant;
#pragma warning restore CA2100
        foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
