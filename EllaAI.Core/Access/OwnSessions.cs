using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Where somebody is signed in, and ending it.</summary>
public sealed class OwnSessions(IDocumentStore documents, Sessions sessions, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>The latest seen first.</summary>
    /// <param name="only">Of the session that asks: what a company's provider vouches for counts in that company, so it sees and ends no others. Null for all.</param>
    public async Task<Result<IReadOnlyList<Session>>> List(Actor actor, CompanyId? only, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ActForOneself) is { } refused) return refused;
        if (actor.Account is not { } account) return Problems.Forbidden;
        var now = clock.GetUtcNow();
        return (await All(account).ToList(ct)).Where(s => !s.IsOver(now) && Concerns(s, only)).ToList();
    }

    /// <summary>Its pages are left within seconds.</summary>
    public async Task<Result<Session>> End(Actor actor, SessionId id, CompanyId? only, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ActForOneself) is { } refused) return refused;
        if (actor.Account is not { } account) return Problems.Forbidden;
        if (await documents.Get<Session>(Session.Key(id), ct) is not { } found || found.Value.Account != account || !Concerns(found.Value, only)) return Problems.NotFound;
        await sessions.End(id, [Ended(actor, account, "one", found.Value.Only)], ct);
        return found.Value;
    }

    /// <summary>All but one; how many.</summary>
    public async Task<Result<int>> EndOthers(Actor actor, SessionId but, CompanyId? only, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ActForOneself) is { } refused) return refused;
        if (actor.Account is not { } account) return Problems.Forbidden;
        var (ended, told) = (0, false);
        while ((await All(account).ToList(ct)).Where(s => s.Id != but && Concerns(s, only)).ToList() is { Count: > 0 } others)
        {
            foreach (var other in others) told |= await sessions.End(other.Id, told ? [] : [Ended(actor, account, "all others", only)], ct);
            ended += others.Count;
        }

        return ended;
    }

    private AccountAudited Ended(Actor actor, AccountId account, string which, CompanyId? only) =>
        AccountAudited.Of(account, AuditAction.SessionEnded, clock.GetUtcNow(), actor.Origin, which) with { Only = only };

    private static bool Concerns(Session session, CompanyId? only) => only is null || session.Only == only;

    private IAsyncEnumerable<Versioned<Session>> All(AccountId account) => documents.Query<Session>(
        Session.Platform.Query(Session.OfAccount, account.Value.ToString("N")) with { Descending = true, Limit = Most }, CancellationToken.None);
}
