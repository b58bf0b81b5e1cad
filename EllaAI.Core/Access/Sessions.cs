using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Who is behind a session at this moment.</summary>
/// <param name="Place">The company that they act for; null when there is none, or no longer.</param>
public sealed record SignedIn(Session Session, Account Account, CompanyOfMember? Place);

/// <summary>Begins, reads and ends sessions. For the sign-in itself, which acts on behalf of nobody yet.</summary>
public sealed class Sessions(IDocumentStore documents, ListCompaniesOf companies, TimeProvider clock)
{
    /// <param name="agent">As the browser says.</param>
    public async Task<Session> Begin(AccountId account, string stamp, string agent, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new Session(new(Guid.NewGuid()), account, stamp, now, now, agent.Length > Session.MaxAgent ? agent[..Session.MaxAgent] : agent, address);
        await documents.Commit([Change.Create(Session.Key(session.Id), session)], [], ct);
        return session;
    }

    /// <summary>Four reads by key. Null when it has ended, by whatever: its own end, a new password, an account that is gone.</summary>
    /// <param name="company">That it acts for; null to choose the first of the account's.</param>
    public async Task<SignedIn?> Read(SessionId id, CompanyId? company, CancellationToken ct)
    {
        if (await documents.Get<Session>(Session.Key(id), ct) is not { Value: var session } || session.IsOver(clock.GetUtcNow())) return null;
        var account = await documents.Get<Account>(Session.Platform.Key(Account.Collection, session.Account), ct);
        if (account is null or { Value.DisabledAt: not null } || account.Value.SecurityStamp != session.Stamp) return null;
        return new(session, account.Value, await Place(session.Account, company, ct));
    }

    /// <summary>It was seen: noted when that was some time ago.</summary>
    public async Task See(Session session, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - session.SeenAt < Session.Noted || await documents.Get<Session>(Session.Key(session.Id), ct) is not { } found) return;
        // Whoever is faster has noted the same.
        await documents.Commit([Change.Update(found, found.Value with { SeenAt = now, Address = address })], [], ct);
    }

    public async Task End(SessionId id, CancellationToken ct)
    {
        // That it was seen a moment ago must not keep it.
        while (await documents.Get<Session>(Session.Key(id), ct) is { } found)
            if (await documents.Commit([new(found.Key, null, found.Version)], [], ct)) return;
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

    private async Task<CompanyOfMember?> Place(AccountId account, CompanyId? company, CancellationToken ct)
    {
        if (company is not { } wanted) return await companies.Run(account, ct) is [var first, ..] ? first : null;
        var member = await documents.Get<Member>(Member.Key(Actor.System(wanted), account), ct);
        return member is null or { Value.Disabled: true } ? null : await companies.Of(new(wanted, member.Value.Role), ct);
    }
}
