using System.Globalization;
using System.Runtime.CompilerServices;
using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Documents and their events in one SQLite file.</summary>
internal sealed class SqliteDocumentStore(SqliteFile file, OutboxBell bell, Schemas schemas, TimeProvider clock) : IDocumentStore
{
    private const string ByKey = "WHERE company = $0 AND collection = $1 AND id = $2";
    private static readonly HashSet<IndexSpec> _declared = [.. DeclaredIndexes.All];

    public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct) => Task.FromResult(file.Read(connection =>
        connection.Rows(
            $"SELECT version, schema, body FROM documents {ByKey}",
            row => new Versioned<T>(key, schemas.Read<T>(key.Collection, row.GetInt32(1), row.GetString(2)), row.GetInt64(0)),
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
        CommitRules.Check(changes, events);
        // Serialized here, so that many callers share the work and the one writer only writes.
        var bodies = changes.Select(CommitRules.Body).ToArray();
        var committed = await file.Write(connection => Write(connection, changes, bodies, events));
        if (committed && events.Count > 0) bell.Ring();
        return committed;
    }

    private bool Write(SqliteConnection connection, IReadOnlyList<Change> changes, string?[] bodies, IReadOnlyList<IEvent> events)
    {
        foreach (var change in changes)
            if (Version(connection, change.Key) != change.ExpectedVersion) return false;
        for (var i = 0; i < changes.Count; i++) Write(connection, changes[i], bodies[i]);
        foreach (var e in events)
        {
            var (key, document) = OutboxEvent.Of(e, NextPosition(connection), clock.GetUtcNow());
            var change = Change.Create(key, document);
            Write(connection, change, CommitRules.Body(change));
        }

        return true;
    }

    private void Write(SqliteConnection connection, Change change, string? body)
    {
        var key = change.Key;
        var schema = schemas.Current(key.Collection);
        _ = (body, change.ExpectedVersion) switch
        {
            (null, _) => connection.Execute($"DELETE FROM documents {ByKey}", key.Company, key.Collection, key.Id),
            (_, 0) => connection.Execute(
                "INSERT INTO documents(company, collection, id, version, schema, body) VALUES($0, $1, $2, 1, $3, $4)", key.Company, key.Collection, key.Id, schema, body),
            _ => connection.Execute(
                $"UPDATE documents SET version = version + 1, schema = $3, body = $4 {ByKey}", key.Company, key.Collection, key.Id, schema, body),
        };
    }

    /// <summary>Counted in the file itself, by its one writer: the order of positions is the order of commits.</summary>
    private static string NextPosition(SqliteConnection connection) =>
        ((long)connection.Scalar("UPDATE position SET last = last + 1 RETURNING last")!).ToString("D20", CultureInfo.InvariantCulture);

    private static long Version(SqliteConnection connection, DocumentKey key) =>
        connection.Scalar($"SELECT version FROM documents {ByKey}", key.Company, key.Collection, key.Id) as long? ?? 0;

    private Versioned<T> Read<T>(DocumentQuery query, SqliteDataReader row) => new(
        query.KeyOf(row.GetString(0), row.GetString(1)),
        schemas.Read<T>(query.Index.Collection, row.GetInt32(3), row.GetString(4)),
        row.GetInt64(2),
        SqliteQuery.Cursor(row));
}
