using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Documents and their events in one SQLite file.</summary>
internal sealed class SqliteDocumentStore(SqliteFile file, OutboxBell bell, TimeProvider clock) : IDocumentStore
{
    private const string ByKey = "WHERE company = $0 AND collection = $1 AND id = $2";
    private static readonly HashSet<IndexSpec> _declared = [.. DeclaredIndexes.All];

    public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct) => Task.FromResult(file.Read(connection =>
        connection.Rows(
            $"SELECT version, body FROM documents {ByKey}",
            row => new Versioned<T>(key, Parse<T>(row.GetString(1)), row.GetInt64(0)),
            key.Company,
            key.Collection,
            key.Id).FirstOrDefault()));

    public async IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!_declared.Contains(query.Index)) throw new UndeclaredIndexException($"{query.Index.Name} is not among the declared indexes.");
        var (sql, values) = SqliteQuery.Build(query);
        foreach (var row in file.Read(connection => connection.Rows(sql, row => Read<T>(query, row), values)))
        {
            ct.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    public async Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (changes.Select(c => c.Key.Company).Distinct().Count() > 1)
            throw new ArgumentException("A commit is about one company.", nameof(changes));
        if (changes.DistinctBy(c => c.Key).Count() < changes.Count)
            throw new ArgumentException("A commit writes each document once.", nameof(changes));

        // Serialized here, so that many callers share the work and the one writer only writes.
        var bodies = changes.Select(c => c.Value is null ? null : JsonSerializer.Serialize(c.Value, DocumentJson.Options)).ToArray();
        var stored = events.Select(Store).ToArray();
        var committed = await file.Write(connection => Write(connection, changes, bodies, stored));
        if (committed && stored.Length > 0) bell.Ring();
        return committed;
    }

    private static bool Write(SqliteConnection connection, IReadOnlyList<Change> changes, string?[] bodies, StoredEvent[] events)
    {
        foreach (var change in changes)
            if (Version(connection, change.Key) != change.ExpectedVersion) return false;
        for (var i = 0; i < changes.Count; i++) Write(connection, changes[i], bodies[i]);
        foreach (var e in events)
            connection.Execute("INSERT INTO outbox(id, type, body, at) VALUES($0, $1, $2, $3)", e.Id, e.Type, e.Body, e.At.ToString("O", CultureInfo.InvariantCulture));
        return true;
    }

    private static void Write(SqliteConnection connection, Change change, string? body)
    {
        var key = change.Key;
        _ = (body, change.ExpectedVersion) switch
        {
            (null, _) => connection.Execute($"DELETE FROM documents {ByKey}", key.Company, key.Collection, key.Id),
            (_, 0) => connection.Execute(
                "INSERT INTO documents(company, collection, id, version, body) VALUES($0, $1, $2, 1, $3)", key.Company, key.Collection, key.Id, body),
            _ => connection.Execute(
                $"UPDATE documents SET version = version + 1, body = $3 {ByKey}", key.Company, key.Collection, key.Id, body),
        };
    }

    private static long Version(SqliteConnection connection, DocumentKey key) =>
        connection.Scalar($"SELECT version FROM documents {ByKey}", key.Company, key.Collection, key.Id) as long? ?? 0;

    private static Versioned<T> Read<T>(DocumentQuery query, SqliteDataReader row) => new(
        query.KeyOf(row.GetString(0), row.GetString(1)),
        Parse<T>(row.GetString(3)),
        row.GetInt64(2),
        SqliteQuery.Cursor(row));

    private static T Parse<T>(string body) => JsonSerializer.Deserialize<T>(body, DocumentJson.Options)!;

    private StoredEvent Store(IEvent e) => new(
        Guid.NewGuid().ToString("N"), e.GetType().Name, JsonSerializer.Serialize(e, e.GetType(), DocumentJson.Options), clock.GetUtcNow());
}
