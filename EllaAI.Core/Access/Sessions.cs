using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Who is behind a session at this moment.</summary>
/// <param name="Place">The company that they act for; null when there is none, or no longer.</param>
public sealed record SignedIn(Session Session, Account Account, CompanyOfMember? Place)
{
    /// <summary>The company that they would act for, and why they cannot in this session; null when they may, or are no members.</summary>
    public Barred? Barred { get; init; }

    /// <summary>Set when they act as somebody else: the place is that member's.</summary>
    public ActingNow? Acting { get; init; }
}

/// <summary>A member who has to sign in otherwise first.</summary>
public sealed record Barred(CompanyOfMember Place, SignInBarrier Why);

/// <summary>Begins, reads and ends sessions. For the sign-in itself, which acts on behalf of nobody yet.</summary>
public sealed class Sessions(IDocumentStore documents, ListCompaniesOf companies, TimeProvider clock)
{
    private readonly Origins _origins = new(documents, clock);
    private readonly CheckImpersonation _impersonations = new(documents, companies, clock);

    public Task<Session> Begin(AccountId account, string stamp, string agent, string address, CancellationToken ct) =>
        Begin(account, stamp, Opening.ByPassword, agent, address, ct);

    /// <param name="agent">As the browser says.</param>
    public async Task<Session> Begin(AccountId account, string stamp, Opening opening, string agent, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new Session(new(Guid.NewGuid()), account, stamp, opening.Since ?? now, now, agent.Length > Session.MaxAgent ? agent[..Session.MaxAgent] : agent, address)
        {
            Proof = opening.Proof,
            Only = opening.Only,
        };
        var (origin, made) = await _origins.Of(account, address, session.Agent, ct);
        session = session with { Origin = origin };
        IReadOnlyList<IEvent> told = opening.Way is { } way ? [AccountAudited.Of(account, AuditAction.SignedIn, now, origin, way.InWords()) with { Only = opening.Only }] : [];
        await documents.Commit([Change.Create(Session.Key(session.Id), session), .. made], told, ct);
        return session;
    }

    /// <summary>As it is, whoever's it is; null when there is none.</summary>
    public async Task<Session?> Find(SessionId id, CancellationToken ct) => (await documents.Get<Session>(Session.Key(id), ct))?.Value;

    /// <summary>Four reads by key; some more of somebody who acts as a member. Null when it has ended, by whatever: its own end, a new password, an account that is gone.</summary>
    /// <param name="company">That it acts for; null to choose the first of the account's.</param>
    public async Task<SignedIn?> Read(SessionId id, CompanyId? company, CancellationToken ct)
    {
        if (await documents.Get<Session>(Session.Key(id), ct) is not { Value: var session } || session.IsOver(clock.GetUtcNow())) return null;
        var account = await documents.Get<Account>(Session.Platform.Key(Account.Collection, session.Account), ct);
        if (account is null or { Value.DisabledAt: not null } || account.Value.SecurityStamp != session.Stamp) return null;
        if (session is { Acting: { } doing, Only: { } only })
        {
            return (await _impersonations.Run(only, doing, ct)).Now is { } acting && acting.Impersonation.Session == session.Id && acting.Impersonation.By == session.Account
                ? new(session, account.Value, acting.Place) { Acting = acting }
                : null;
        }

        var (place, why) = await Place(session, session.Only ?? company, ct);
        return place is not null && why is { } barrier
            ? new(session, account.Value, null) { Barred = new(place, barrier) }
            : new(session, account.Value, place);
    }

    /// <summary>It was seen: noted when that was some time ago, or elsewhere.</summary>
    /// <returns>The session as it is now.</returns>
    public async Task<Session> See(Session session, string address, CancellationToken ct)
    {
        var (now, here) = (clock.GetUtcNow(), session is { Origin: not null } && session.Address == address);
        if ((here && now - session.SeenAt < Session.Noted) || await documents.Get<Session>(Session.Key(session.Id), ct) is not { } found) return session;
        var (origin, made) = here ? (session.Origin, []) : ((OriginId?, Change[]))await _origins.Of(session.Account, address, session.Agent, ct);
        var seen = found.Value with { SeenAt = now, Address = address, Origin = origin };
        // Whoever is faster has noted the same.
        await documents.Commit([Change.Update(found, seen), .. made], [], ct);
        return seen;
    }

    public Task<bool> End(SessionId id, CancellationToken ct) => End(id, [], ct);

    /// <returns>False for one that had ended already; nothing is told of it.</returns>
    public async Task<bool> End(SessionId id, IReadOnlyList<IEvent> told, CancellationToken ct)
    {
        // That it was seen a moment ago must not keep it.
        while (await documents.Get<Session>(Session.Key(id), ct) is { } found)
            if (await documents.Commit([new(found.Key, null, found.Version)], told, ct)) return true;
        return false;
    }

    /// <summary>Forgets those that are over; how many.</summary>
    public async Task<int> Clear(CancellationToken ct)
    {
        var gone = 0;
        await foreach (var found in documents.Query<Session>(Session.Platform.Query(Session.Oldest) with { Limit = 1000 }, ct))
        {
            if (!found.Value.IsOver(clock.GetUtcNow())) break;
            if (await documents.Commit([new(found.Key, null, found.Version)], [], ct)) gone++;
        }

        return gone;
    }

    /// <summary>Without a company to choose, the first that the session counts for.</summary>
    private async Task<(CompanyOfMember? Place, SignInBarrier? Why)> Place(Session session, CompanyId? company, CancellationToken ct)
    {
        if (company is { } wanted)
        {
            var member = await documents.Get<Member>(Member.Key(Actor.System(wanted), session.Account), ct);
            var place = member is null or { Value.Disabled: true } ? null : await companies.Of(new(wanted, member.Value.Role), ct);
            return (place, place is null ? null : Bars(session, place));
        }

        var all = (await companies.Run(session.Account, ct)).Select(place => (Place: (CompanyOfMember?)place, Why: Bars(session, place))).ToList();
        return all.FindIndex(one => one.Why is null) is var open and >= 0 ? all[open] : all.FirstOrDefault();
    }

    private SignInBarrier? Bars(Session session, CompanyOfMember place) => place.Rules.Bars(session, place.Membership.Role, clock.GetUtcNow());
}
