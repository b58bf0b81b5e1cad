using System.Globalization;
using System.Runtime.CompilerServices;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Documents and their events in SQLite files: a company's in one of them.</summary>
internal sealed class SqliteDocumentStore(SqliteShards shards, OutboxBell bell, Schemas schemas, TimeProvider clock) : IDocumentStore
{
    private const string ByKey = "WHERE company = $0 AND collection = $1 AND id = $2";
    private static readonly HashSet<IndexSpec> _declared = [.. DeclaredIndexes.All];

    public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct) => Task.FromResult(shards.Of(key.Company).Read(connection =>
        connection.Rows(
            $"SELECT version, schema, body FROM documents {ByKey}",
            row => new Versioned<T>(key, schemas.Read<T>(key.Collection, row.GetInt32(1), row.GetString(2)), row.GetInt64(0)),
            key.Company,
            key.Collection,
            key.Id).FirstOrDefault()));

    public async IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!_declared.Contains(query.Index)) throw new UndeclaredIndexException($"{query.Index.Name} is not among the declared indexes.");
        var cursor = new QueryCursor(query);
        foreach (var row in Find(query))
        {
            ct.ThrowIfCancellationRequested();
            yield return Read<T>(query, cursor, row);
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredDocument> Walk(DocumentRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var (collection, id) = range.AfterCollection.Length > 0 ? (range.AfterCollection, range.AfterId + "\0") : (range.Collection, range.Prefix); ;)
        {
            ct.ThrowIfCancellationRequested();
            var page = SqliteWalk.Next(shards.Of(range.Company), range, collection, id);
            foreach (var document in page) yield return document;
            if (page.Count < SqliteWalk.Page) break;
            (collection, id) = (page[^1].Key.Collection, page[^1].Key.Id + "\0");
        }

        await Task.CompletedTask;
    }

    public async Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        CommitRules.Check(changes, events);
        // Serialized here, so that many callers share the work and the one writer only writes.
        var bodies = CommitRules.Bodies(changes);
        var committed = changes.Count + events.Count == 0
            || await shards.Of(CommitRules.Company(changes, events)).Write(connection => Write(connection, changes, bodies, events));
        if (committed && events.Count > 0) bell.Ring();
        return committed;
    }

    private IEnumerable<FoundRow> Find(DocumentQuery query)
    {
        var (sql, values) = SqliteQuery.Build(query);
        if (query.Company is { } company) return In(shards.Of(company));
        if (shards.All.Count == 1) return In(shards.All[0]);
        // As many from each as are asked for from all: each may hold them all.
        var found = shards.All.SelectMany(In);
        return (query.Descending ? found.OrderByDescending(f => f.Place) : found.OrderBy(f => f.Place)).Take(query.Limit);

        List<FoundRow> In(SqliteFile file) => file.Read(connection => connection.Rows(sql, row => FoundRow.Of(query, row), values));
    }

    private bool Write(PreparedConnection connection, IReadOnlyList<Change> changes, IReadOnlyList<string?> bodies, IReadOnlyList<IEvent> events)
    {
        if (!Write(connection, changes, bodies)) return false;
        foreach (var e in events)
        {
            var (key, document) = OutboxEvent.Of(e, NextPosition(connection, clock.GetUtcNow()), clock.GetUtcNow());
            var change = Change.Create(key, document);
            Write(connection, change, CommitRules.Body(change));
        }

        return true;
    }

    /// <summary>False changes nothing, and what others of the group wrote before stays.</summary>
    private bool Write(PreparedConnection connection, IReadOnlyList<Change> changes, IReadOnlyList<string?> bodies)
    {
        if (changes.Count == 1) return Write(connection, changes[0], bodies[0]);
        connection.Execute("SAVEPOINT these");
        var fresh = true;
        for (var i = 0; fresh && i < changes.Count; i++) fresh = Write(connection, changes[i], bodies[i]);
        if (!fresh) connection.Execute("ROLLBACK TO these");
        connection.Execute("RELEASE these");
        return fresh;
    }

    /// <summary>Looks at the version and writes in one statement. False when the version is stale.</summary>
    private bool Write(PreparedConnection connection, Change change, string? body)
    {
        var (key, expected, schema) = (change.Key, change.ExpectedVersion, schemas.Current(change.Key.Collection));
        return (body, expected) switch
        {
            (null, 0) => connection.Scalar($"SELECT 1 FROM documents {ByKey}", key.Company, key.Collection, key.Id) is null,
            (null, _) => connection.Execute($"DELETE FROM documents {ByKey} AND version = $3", key.Company, key.Collection, key.Id, expected) == 1,
            (_, 0) => Create(connection, key, schema, body),
            _ => connection.Execute(
                $"UPDATE documents SET version = version + 1, schema = $3, body = $4 {ByKey} AND version = $5",
                key.Company, key.Collection, key.Id, schema, body, expected) == 1,
        };
    }

    private static bool Create(PreparedConnection connection, DocumentKey key, int schema, string body)
    {
        var (first, last) = SqliteRow.Places(key.Company, key.Collection);
        return connection.Execute($"{SqliteRow.Insert} ON CONFLICT(company, collection, id) DO NOTHING", key.Company, key.Collection, key.Id, 1, schema, body, first, last) == 1;
    }

    /// <summary>
    /// Counted in the file itself, by its one writer: the order of positions is the order of its commits. Nanoseconds since 1970
    /// where the clock has gone on since the last, so that events of several files come in about their order, and those of a
    /// quiet one do not push in.
    /// </summary>
    private static string NextPosition(PreparedConnection connection, DateTimeOffset now) =>
        ((long)connection.Scalar("UPDATE position SET last = max(last + 1, $0) RETURNING last", (now - DateTimeOffset.UnixEpoch).Ticks * 100)!)
            .ToString("D20", CultureInfo.InvariantCulture);

    private Versioned<T> Read<T>(DocumentQuery query, QueryCursor cursor, FoundRow row) =>
        new(query.KeyOf(row.Company, row.Id), schemas.Read<T>(query.Index.Collection, row.Schema, row.Body), row.Version, row.Place.Cursor(cursor));
}
