using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// Gives documents the fields that indexes have taken since they were written: Firestore leaves out of a query what lacks a field of it. Each collection is looked
/// through once for a change of its indexes, and once more an hour later for what replicas of the release before wrote meanwhile.
/// </summary>
internal sealed partial class FirestoreReindex(FirestoreClient client, IDocumentStore documents, TimeProvider clock, ILogger<FirestoreReindex> log)
{
    /// <summary>After as many it is kept how far it is.</summary>
    private const int PagesAtOnce = 20;

    /// <summary>Does what can be done now. Killed, it goes on where it was; two at once do no harm.</summary>
    /// <returns>When there is more to do; null when nothing is left.</returns>
    public async Task<DateTimeOffset?> Run(CancellationToken ct)
    {
        while (true)
        {
            var found = await documents.Get<ReindexedCollections>(ReindexedCollections.Key, ct) ?? new(ReindexedCollections.Key, new(new Dictionary<string, ReindexedCollection>()), 0);
            var left = found.Value.Left().ToList();
            if (left.Count == 0) return null;
            var due = left.MinBy(l => l.State.Due);
            if (due.State.Due > clock.GetUtcNow()) return due.State.Due;
            var later = await Stretch(due.Name, due.State, ct);
            // Where another replica came before, what it tells stands: the worst is that something is looked at twice.
            await documents.Commit([Change.Update(found, found.Value.With(due.Name, later))], [], ct);
        }
    }

    private async Task<ReindexedCollection> Stretch(string collection, ReindexedCollection state, CancellationToken ct)
    {
        var last = state.After is [var company, var id] ? client.Names.Document(company, collection, id) : null;
        for (var i = 0; i < PagesAtOnce; i++)
        {
            var page = await Page(collection, last, ct);
            await Rewrite(page, ct);
            if (page.Count < FirestoreQuery.WalkPage) return state.Passed(clock.GetUtcNow());
            last = page[^1].Name;
        }

        var (of, _, at) = client.Names.Parse(last!);
        return state with { After = [of, at] };
    }

    internal Task<List<Document>> Page(string collection, string? after, CancellationToken ct) =>
        client.Run(patience => client.Query(FirestoreQuery.Everywhere(collection, client.Names, after), patience), ct);

    /// <summary>Those of them that are still as they were read.</summary>
    internal async Task Rewrite(IReadOnlyList<Document> page, CancellationToken ct)
    {
        var writes = page.Select(Planned).OfType<Write>().ToList();
        if (writes.Count == 0 || await Commit(writes, ct)) return;
        // Somebody changed one of them. Whoever does writes its fields too, or writes them before the next pass.
        foreach (var write in writes) await Commit([write], ct);
    }

    /// <summary>Null where nothing is missing. Its body and its version stay as they are, so that nobody who has read it finds it changed.</summary>
    private Write? Planned(Document found)
    {
        var (company, collection, id) = client.Names.Parse(found.Name);
        var key = Actor.System(new(company)).Key(collection, id);
        try
        {
            var index = FirestoreIndexed.Of(key, found.BodyOf());
            if (found.Fields.TryGetValue(FirestoreFields.Index, out var now) && now.MapValue?.Equals(index) == true) return null;
            var whole = found.Clone();
            whole.Fields[FirestoreFields.Index] = new() { MapValue = index };
            FirestoreSize.Check(key, whole);
            return new()
            {
                Update = new() { Name = found.Name, Fields = { [FirestoreFields.Index] = whole.Fields[FirestoreFields.Index] } },
                UpdateMask = new() { FieldPaths = { FirestoreFields.Index } },
                CurrentDocument = new() { UpdateTime = found.UpdateTime },
            };
        }
        catch (Exception e) when (e is DocumentTooLargeException or FormatException or JsonException)
        {
            LogLeftOut($"{key}", e);
            return null;
        }
    }

    /// <returns>False when a document was changed meanwhile, or is gone.</returns>
    private Task<bool> Commit(IReadOnlyList<Write> writes, CancellationToken ct) => client.Run(
        patience => patience.Until(async () =>
        {
            var (fate, why) = await client.Commit(new() { Database = client.Names.Database, Writes = { writes } }, patience);
            return fate switch
            {
                CommitFate.Written => new Tried<bool>(true),
                // Also where it was written, and the answer to an earlier try was lost.
                CommitFate.Refused => new(false),
                _ => new(false, why!),
            };
        }),
        ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The document {Key} cannot have all that its indexes take, and is left out of some queries")]
    private partial void LogLeftOut(string key, Exception e);
}

/// <summary>Runs beside the product from its start on, until nothing is left to do.</summary>
internal sealed partial class FirestoreReindexing(FirestoreReindex reindex, TimeProvider clock, ILogger<FirestoreReindexing> log) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await Next(stoppingToken) is { } due)
                if (due - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task<DateTimeOffset?> Next(CancellationToken ct)
    {
        try
        {
            return await reindex.Run(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUndone(e);
            return clock.GetUtcNow() + _pause;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Documents could not be given what the indexes of this release take; it is tried again in a minute")]
    private partial void LogUndone(Exception e);
}
