using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>Documents and their events in Firestore.</summary>
internal sealed class FirestoreDocumentStore(FirestoreClient client, OutboxBell bell, Schemas schemas, TimeProvider clock) : IDocumentStore
{
    private static readonly HashSet<IndexSpec> _declared = [.. DeclaredIndexes.All];

    public async Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct)
    {
        var answers = await client.Run(patience => client.Get([client.Names.Document(key)], patience), ct);
        return answers.Select(a => a.Found).FirstOrDefault(found => found is not null) is { } found
            ? new(key, schemas.Read<T>(key.Collection, found), found.VersionOf())
            : null;
    }

    public async IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!_declared.Contains(query.Index)) throw new UndeclaredIndexException($"{query.Index.Name} is not among the declared indexes.");
        var (request, cursor) = (FirestoreQuery.Build(query, client.Names), new QueryCursor(query));
        foreach (var found in await client.Run(patience => client.Query(request, patience), ct))
        {
            ct.ThrowIfCancellationRequested();
            var (company, _, id) = client.Names.Parse(found.Name);
            yield return new(
                query.KeyOf(company, id), schemas.Read<T>(query.Index.Collection, found), found.VersionOf(), FirestoreCursor.After(query, cursor, found, company, id));
        }
    }

    public async IAsyncEnumerable<StoredDocument> Walk(DocumentRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        var (last, first) = range.AfterCollection.Length > 0
            ? (client.Names.Document(range.Company, range.AfterCollection, range.AfterId), false)
            : (range.Prefix.Length > 0 ? client.Names.Document(range.Company, range.Collection, range.Prefix) : null, true);
        for (; ; first = false)
        {
            var request = FirestoreQuery.Walk(range, client.Names, last, including: first);
            var page = await client.Run(patience => client.Query(request, patience), ct);
            foreach (var found in page)
            {
                ct.ThrowIfCancellationRequested();
                var (company, collection, id) = client.Names.Parse(found.Name);
                if (!id.StartsWith(range.Prefix, StringComparison.Ordinal)) yield break;
                yield return new(Actor.System(new(company)).Key(collection, id), found.VersionOf(), found.SchemaOf(), found.BodyOf());
            }

            if (page.Count < FirestoreQuery.WalkPage) yield break;
            last = page[^1].Name;
        }
    }

    public async Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        CommitRules.Check(changes, events);
        if (changes.Count + events.Count == 0) return true;
        var commit = new FirestoreCommit(changes, events, client.Names, schemas, clock.GetUtcNow());
        var committed = await client.Run(patience => Try(commit, patience), ct);
        if (committed && events.Count > 0) bell.Ring();
        return committed;
    }

    /// <summary>Looks, and writes what it has seen unchanged; when that fails without a verdict, once more, until time is up.</summary>
    private async Task<bool> Try(FirestoreCommit commit, Patience patience)
    {
        // What was seen before the try whose answer was lost.
        FirestoreState? lost = null;
        try
        {
            return await patience.Until(async () =>
            {
                FirestoreState now = new(await client.Get(commit.Names(again: lost is not null), patience, FirestoreFields.State));
                if (lost is not null)
                    switch (commit.WasWritten(lost, now))
                    {
                        case true: return new Tried<bool>(true);
                        case null: throw new StoreUnavailableException("Firestore did not answer, and others wrote since.");
                    }

                if (commit.IsStale(now)) return new(false);
                var (fate, why) = await client.Commit(commit.Request(now), patience);
                if (fate is CommitFate.Written) return new(true);
                if (fate is CommitFate.Unknown) lost = now;
                return new(false, why!);
            });
        }
        catch (StoreUnavailableException e) when (lost is not null)
        {
            throw StoreUnavailableException.Undecided(e.Message, e.InnerException);
        }
    }
}
