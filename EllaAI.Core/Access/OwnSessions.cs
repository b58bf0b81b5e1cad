using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Where somebody is signed in, and ending it.</summary>
public sealed class OwnSessions(IDocumentStore documents, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>The latest seen first.</summary>
    public async Task<Result<IReadOnlyList<Session>>> List(Actor actor, CancellationToken ct)
    {
        if (actor.Account is not { } account) return Problems.Forbidden;
        var now = clock.GetUtcNow();
        return (await All(account).ToList(ct)).Where(s => !s.IsOver(now)).ToList();
    }

    /// <summary>Its pages are left within seconds.</summary>
    public async Task<Result<Session>> End(Actor actor, SessionId id, CancellationToken ct)
    {
        if (actor.Account is not { } account) return Problems.Forbidden;
        if (await documents.Get<Session>(Session.Key(id), ct) is not { } found || found.Value.Account != account) return Problems.NotFound;
        return await Forget(found, ct) ? found.Value : Problems.Conflict;
    }

    /// <summary>All but one; how many.</summary>
    public async Task<Result<int>> EndOthers(Actor actor, SessionId but, CancellationToken ct)
    {
        if (actor.Account is not { } account) return Problems.Forbidden;
        var ended = 0;
        await foreach (var found in All(account).WithCancellation(ct))
            if (found.Value.Id != but && await Forget(found, ct)) ended++;
        return ended;
    }

    private IAsyncEnumerable<Versioned<Session>> All(AccountId account) => documents.Query<Session>(
        Session.Platform.Query(Session.OfAccount, account.Value.ToString("N")) with { Descending = true, Limit = Most }, CancellationToken.None);

    private async Task<bool> Forget(Versioned<Session> found, CancellationToken ct)
    {
        // That it was seen a moment ago must not keep it.
        while (!await documents.Commit([new(found.Key, null, found.Version)], [], ct))
        {
            if (await documents.Get<Session>(found.Key, ct) is not { } again) return true;
            found = again;
        }

        return true;
    }
}
