using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Core.Tests.Storage;

/// <summary>What a memory store keeps: outlives the store, as a file does.</summary>
public sealed class MemoryData
{
    public Lock Gate { get; } = new();

    public Dictionary<DocumentKey, (long Version, int Schema, string Body)> Documents { get; } = [];

    public long LastPosition { get; set; }

    /// <summary>Committed and not handed on, as JSON.</summary>
    public IReadOnlyList<OutboxEvent> Events =>
        [.. Documents.Where(d => d.Key.Collection == OutboxEvent.Collection).Select(d => JsonSerializer.Deserialize<OutboxEvent>(d.Value.Body, DocumentJson.Options)!).OrderBy(e => e.Position)];
}

/// <summary>Documents in memory, as JSON like everywhere else, so that nobody shares an object by accident.</summary>
public sealed class MemoryDocumentStore(MemoryData data, OutboxBell bell, Schemas schemas, TimeProvider clock) : IDocumentStore
{
    private Func<Task>? _other;

    /// <summary>Lets another writer in between the reading and the writing of whoever commits next.</summary>
    public void BeforeNextCommit(Func<Task> other) => _other = other;

    public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct)
    {
        lock (data.Gate)
            return Task.FromResult(data.Documents.TryGetValue(key, out var found) ? new Versioned<T>(key, schemas.Read<T>(key.Collection, found.Schema, found.Body), found.Version) : null);
    }

    public async IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!DeclaredIndexes.All.Contains(query.Index)) throw new UndeclaredIndexException($"{query.Index.Name} is not declared.");
        var cursor = new QueryCursor(query);
        var after = query.Cursor.Length > 0 ? Position.Parse(cursor.Read()) : null;
        var sign = query.Descending ? -1 : 1;
        List<(DocumentKey Key, long Version, int Schema, string Body, Position At)> found;
        lock (data.Gate)
            found = [.. data.Documents
                .Where(d => (query.Company ?? d.Key.Company) == d.Key.Company && d.Key.Collection == query.Index.Collection)
                .Select(d => (d.Key, d.Value.Version, d.Value.Schema, d.Value.Body, Json: JsonSerializer.Deserialize<JsonElement>(d.Value.Body)))
                .Where(d => Matches(query, d.Json))
                .Select(d => (d.Key, d.Version, d.Schema, d.Body, At: new Position(Text(d.Json, query.Index.OrderBy)!, d.Key.Id, d.Key.Company)))];
        var page = found
            .Where(d => string.CompareOrdinal(d.At.Order, query.From) >= 0 && (query.Until.Length == 0 || string.CompareOrdinal(d.At.Order, query.Until) < 0))
            .Where(d => after is null || sign * d.At.CompareTo(after) > 0)
            .OrderBy(d => d.At, Comparer<Position>.Create((a, b) => sign * a.CompareTo(b)))
            .Take(query.Limit);
        foreach (var d in page)
        {
            ct.ThrowIfCancellationRequested();
            yield return new(query.KeyOf(d.Key.Company, d.Key.Id), schemas.Read<T>(d.Key.Collection, d.Schema, d.Body), d.Version, cursor.Write(d.At.ToBytes()));
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredDocument> Walk(DocumentRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        List<StoredDocument> found;
        lock (data.Gate)
            found = [.. data.Documents
                .Where(d => d.Key.Company == range.Company && (range.Collection.Length == 0 || d.Key.Collection == range.Collection) && d.Key.Id.StartsWith(range.Prefix, StringComparison.Ordinal))
                .OrderBy(d => d.Key.Collection, StringComparer.Ordinal).ThenBy(d => d.Key.Id, StringComparer.Ordinal)
                .Where(d => string.CompareOrdinal(d.Key.Collection, range.AfterCollection) is var by && (by > 0 || (by == 0 && string.CompareOrdinal(d.Key.Id, range.AfterId) > 0)))
                .Select(d => new StoredDocument(d.Key, d.Value.Version, d.Value.Schema, d.Value.Body))];
        foreach (var document in found)
        {
            ct.ThrowIfCancellationRequested();
            yield return document;
        }

        await Task.CompletedTask;
    }

    public async Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        CommitRules.Check(changes, events);
        var bodies = CommitRules.Bodies(changes);
        if (Interlocked.Exchange(ref _other, null) is { } other) await other();
        lock (data.Gate)
        {
            if (changes.Any(c => data.Documents.GetValueOrDefault(c.Key).Version != c.ExpectedVersion)) return false;
            foreach (var (change, body) in changes.Zip(bodies)) Write(change, body);
            foreach (var e in events)
            {
                var (key, document) = OutboxEvent.Of(e, (++data.LastPosition).ToString("D20", CultureInfo.InvariantCulture), clock.GetUtcNow());
                Write(Change.Create(key, document), CommitRules.Body(Change.Create(key, document)));
            }
        }

        if (events.Count > 0) bell.Ring();
        return true;
    }

    private static bool Matches(DocumentQuery query, JsonElement document) => query.Index.Fields.Zip(query.Values).All(pair =>
        Text(document, pair.First) == Convert.ToString(pair.Second, CultureInfo.InvariantCulture));

    private static string? Text(JsonElement document, string field) => document.TryGetProperty(field, out var value) ? value.ToString() : null;

    private void Write(Change change, string? body)
    {
        if (body is null) data.Documents.Remove(change.Key);
        else data.Documents[change.Key] = (change.ExpectedVersion + 1, schemas.Current(change.Key.Collection), body);
    }

    /// <summary>Where a document stands in its index. All that the product orders by is text.</summary>
    private sealed record Position(string Order, string Id, string Company) : IComparable<Position>
    {
        public static Position Parse(byte[] place) => JsonSerializer.Deserialize<string[]>(place) is [{ } order, { } id, { } company]
            ? new(order, id, company)
            : throw new ArgumentException("Not three texts.", nameof(place));

        public int CompareTo(Position? other) =>
            string.CompareOrdinal(Order, other!.Order) is var byOrder and not 0 ? byOrder
            : string.CompareOrdinal(Id, other.Id) is var byId and not 0 ? byId
            : string.CompareOrdinal(Company, other.Company);

        public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes<string[]>([Order, Id, Company]);
    }
}
