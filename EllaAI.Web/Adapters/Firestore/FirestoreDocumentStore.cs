using System.Runtime.CompilerServices;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>Documents and their events in Firestore.</summary>
internal sealed class FirestoreDocumentStore(FirestoreClient client, OutboxBell bell, Schemas schemas, TimeProvider clock) : IDocumentStore
{
    private static readonly HashSet<IndexSpec> _declared = [.. DeclaredIndexes.All];

    public async Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct)
    {
        var answers = await client.Get([client.Names.Document(key)], new Patience(client.Timeout, ct));
        return answers.Select(a => a.Found).FirstOrDefault(found => found is not null) is { } found
            ? new(key, schemas.Read<T>(key.Collection, found), found.VersionOf())
            : null;
    }

    public async IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!_declared.Contains(query.Index)) throw new UndeclaredIndexException($"{query.Index.Name} is not among the declared indexes.");
        foreach (var found in await client.Query(FirestoreQuery.Build(query, client.Names), new Patience(client.Timeout, ct)))
        {
            ct.ThrowIfCancellationRequested();
            var (company, _, id) = client.Names.Parse(found.Name);
            yield return new(
                query.KeyOf(company, id), schemas.Read<T>(query.Index.Collection, found), found.VersionOf(), FirestoreCursor.After(query, found, company, id));
        }
    }

    public async Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        CommitRules.Check(changes, events);
        if (changes.Count + events.Count == 0) return true;
        var commit = new FirestoreCommit(changes, events, client.Names, schemas, clock.GetUtcNow());
        var committed = await Try(commit, new Patience(client.Timeout, ct));
        if (committed && events.Count > 0) bell.Ring();
        return committed;
    }

    /// <summary>Looks, and writes what it has seen unchanged; when that fails without a verdict, once more, until time is up.</summary>
    private async Task<bool> Try(FirestoreCommit commit, Patience patience)
    {
        // What was seen before the try whose answer was lost.
        FirestoreState? lost = null;
        while (true)
        {
            var now = await Look(commit, lost is not null, patience);
            if (lost is not null)
                switch (commit.WasWritten(lost, now))
                {
                    case true: return true;
                    case null: throw StoreUnavailableException.Undecided("Firestore did not answer, and others wrote since.");
                }

            if (commit.IsStale(now)) return false;
            var (fate, reason) = await client.Commit(commit.Request(now), patience);
            if (fate is CommitFate.Written) return true;
            if (fate is CommitFate.Unknown) lost = now;
            if (await patience.Pause()) continue;
            var said = $"Firestore did not take a commit within {patience.AtMost.TotalSeconds:0.#} s: {reason}";
            throw lost is null ? new StoreUnavailableException(said) : StoreUnavailableException.Undecided(said);
        }
    }

    private async Task<FirestoreState> Look(FirestoreCommit commit, bool again, Patience patience)
    {
        try
        {
            return new(await client.Get(commit.Names(again), patience, FirestoreFields.State));
        }
        catch (StoreUnavailableException e) when (again)
        {
            throw StoreUnavailableException.Undecided(e.Message, e);
        }
    }
}
