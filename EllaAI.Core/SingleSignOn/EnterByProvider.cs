using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Members;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>
/// Lets somebody in for whom their company's provider vouches: by who it says they are once that is known, and by the address, which must be in a
/// domain that the company has proven, the first time. Whatever the provider says, it opens this company alone, and no account of other domains.
/// </summary>
public sealed class EnterByProvider(IDocumentStore documents, ChangeAccount change, TimeProvider clock, FeatureDefaults? defaults = null)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="revision">Of the provider's settings when the sign-in began.</param>
    /// <returns>Whom to sign in, for this company.</returns>
    public async Task<Result<Account>> Run(CompanyId company, Guid revision, ProviderIdentity who, CancellationToken ct)
    {
        if (!(await Look(company, revision, who, ct)).Ok(out var found, out var problem)) return problem;
        // Before an account is made for them.
        if (found.Member is null && await Seats.Full(documents, Actor.System(company), MemberInvitationId.Of(found.Email), clock.GetUtcNow(), ct) is { } full) return full;
        if (!(await AccountOf(company, found, who, ct)).Ok(out var account, out problem)) return problem;
        return (await Join(company, account, who, ct)).Ok(out _, out problem) ? account : problem;
    }

    /// <summary>The same without a change: who would come in, by their address.</summary>
    public async Task<Result<string>> Check(CompanyId company, Guid revision, ProviderIdentity who, CancellationToken ct) =>
        (await Look(company, revision, who, ct)).Ok(out var found, out var problem) ? found.Email : problem;

    private async Task<Result<Found>> Look(CompanyId company, Guid revision, ProviderIdentity who, CancellationToken ct)
    {
        var actor = Actor.System(company);
        if (await documents.Get<Company>(Company.Key(actor), ct) is not { } of) return SignOnProblems.None;
        if (of.Value.Suspended is not null) return SignOnProblems.Suspended;
        if (!Feature.SingleSignOn.IsOnFor(of.Value, defaults)) return SignOnProblems.Off;
        var provider = (await Provider.Of(documents, actor, ct)).Value;
        if (provider.Revision != revision || provider.Issuer != who.Issuer) return SignOnProblems.Changed;
        if (!(await Addressed(actor, who, ct)).Ok(out var found, out var problem)) return problem;
        // Also of whoever came before: a domain that the company gave up is no longer its to vouch for.
        if (DomainName.OfAddress(found.Email) is not { } domain || !provider.Proved(domain) || !await DomainOwner.Is(documents, domain, company, ct)) return SignOnProblems.NotYourDomain;
        if (found.Account is { DisabledAt: not null } || found.Member is { Disabled: true }) return SignOnProblems.Disabled;
        return found.Member is { Identity: var known } && known != who.Mark && known.StartsWith(ProviderIdentity.MarkOf(who.Issuer), StringComparison.Ordinal)
            ? SignOnProblems.Another
            : found;
    }

    private async Task<Result<Found>> Addressed(Actor actor, ProviderIdentity who, CancellationToken ct)
    {
        foreach (var member in await documents.Query<Member>(actor.Query(Member.ByIdentity, who.Mark) with { Limit = 1 }, ct).ToList(ct))
            if (await documents.Get<Account>(_platform.Key(Account.Collection, member.Account), ct) is { Value: var linked }) return new Found(linked.Email, linked, member);
        if (who.Email is not { Length: > 0 } email || DomainName.OfAddress(email) is null) return SignOnProblems.NoEmail;
        if (!who.Verified) return SignOnProblems.Unverified;
        var account = await Owner(email, ct);
        return new Found(email, account, account is null ? null : (await documents.Get<Member>(Member.Key(actor, account.Id), ct))?.Value);
    }

    private async Task<Account?> Owner(string email, CancellationToken ct) =>
        (await documents.Query<Account>(_platform.Query(Account.ByEmail, Account.Normal(email)) with { Limit = 1 }, ct).ToList(ct)).FirstOrDefault();

    private async Task<Result<Account>> AccountOf(CompanyId company, Found found, ProviderIdentity who, CancellationToken ct)
    {
        if (found.Account is { EmailConfirmed: true } account) return account;
        // Whoever made it never showed that the address is theirs: what they would sign in with is not this person's.
        if (found.Account is { } unconfirmed)
            return await change.Run(unconfirmed.Id, now => now.EmailConfirmed ? now : now.WithPassword("") with { Name = who.NameOr(found.Email), EmailConfirmed = true, Authenticator = null, RecoveryCodes = [], Passkeys = [], Devices = [] }, null,
                (_, now) => AccountAudited.Of(now.Id, AuditAction.PasswordReset, clock.GetUtcNow(), null, "taken away, by single sign-on: the address had not been confirmed") with { Only = company }, ct);
        var made = new Account(new(Guid.NewGuid()), who.NameOr(found.Email), found.Email, Account.Normal(found.Email), "", Account.NewStamp());
        if (await documents.Commit([Change.Create(_platform.Key(Account.Collection, made.Id), made), AddressOwner.Create(made)], [], ct)) return made;
        return await Owner(found.Email, ct) is { } other ? other : Problems.Conflict;
    }

    private Task<Result<Member>> Join(CompanyId company, Account account, ProviderIdentity who, CancellationToken ct) => documents.Retry<Member>(
        async () =>
        {
            var system = Actor.System(company);
            if (await documents.Get<Member>(Member.Key(system, account.Id), ct) is { } already)
            {
                if (already.Value.Disabled) return SignOnProblems.Disabled;
                if (already.Value.Identity == who.Mark) return new Decision<Member>(already.Value, [], []);
                var linked = already.Value with { Identity = who.Mark };
                return new Decision<Member>(linked, [Change.Update(already, linked)], []);
            }

            var provider = await Provider.Of(documents, system, ct);
            var invited = await documents.Get<MemberInvitation>(system.Key(MemberInvitation.Collection, MemberInvitationId.Of(account.Email)), ct);
            var wanted = invited is { } open && !open.Value.IsExpired(clock.GetUtcNow()) ? open.Value.Role : provider.Value.JoinsAs;
            var (now, roster) = (clock.GetUtcNow(), await Roster.Of(documents, system, ct));
            var member = Member.Of(account, wanted, now) with { Identity = who.Mark };
            if (!roster.Value.Move(company, null, member).Ok(out var more, out var problem)) return problem;
            if (!(await Seats.Join(documents, system, roster, more, invited?.Value.Id, now, ct)).Ok(out var told, out problem)) return problem;
            var used = invited is null ? [] : new[] { new Change(invited.Key, null, invited.Version) };
            return new Decision<Member>(
                member,
                [Change.Create(Member.Key(system, account.Id), member), new(roster.Key, more, roster.Version), .. used],
                [Actor.Member(account.Id, new(company, wanted)).Did(AuditAction.MemberJoined, Member.Collection, account.Id, now, after: $"{member.InShort()}, by single sign-on"), .. told]);
        },
        ct,
        StoreExtensions.ManyTries);

    /// <param name="Account">Null for whoever is new here.</param>
    /// <param name="Member">Null for whoever is no member yet.</param>
    private sealed record Found(string Email, Account? Account, Member? Member);
}
