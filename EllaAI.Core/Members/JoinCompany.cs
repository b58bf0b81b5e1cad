using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <param name="HasAccount">Whoever holds the link can read the address's mail, so that they may know.</param>
public sealed record OpenedMemberInvitation(CompanyId Company, string CompanyName, Versioned<MemberInvitation> Found, bool HasAccount)
{
    public MemberInvitation Invitation => Found.Value;
}

/// <summary>What is behind the link of somebody who is invited as a member, and following it.</summary>
public sealed class JoinCompany(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>Changes nothing: mail scanners open links too. While nobody acts for the company, nobody comes to; afterwards the link is as good as before.</summary>
    public async Task<Result<OpenedMemberInvitation>> Open(string token, CancellationToken ct)
    {
        if (InvitationToken.Parse(token) is not { } parsed) return MemberProblems.UnknownLink;
        var holder = Actor.LinkHolder(parsed.Company);
        await foreach (var found in documents.Query<MemberInvitation>(holder.Query(MemberInvitation.ByToken, parsed.Hash()) with { Limit = 1 }, ct))
        {
            if (found.Value.IsExpired(clock.GetUtcNow())) return MemberProblems.Expired;
            var company = await documents.Get<Company>(holder.Key(Company.Collection, parsed.Company.Value), ct);
            // Also one that is to be deleted. Which company it is, and why, is for its members.
            if (company is { Value: { Suspended: not null } or { Deletion: not null } }) return MemberProblems.Paused;
            var accounts = Actor.System(CompanyId.Platform).Query(Account.ByEmail, Account.Normal(found.Value.Email)) with { Limit = 1 };
            return new OpenedMemberInvitation(parsed.Company, company?.Value.Name ?? "EllaAI", found, (await documents.Query<Account>(accounts, ct).ToList(ct)).Count > 0);
        }

        return MemberProblems.UnknownLink;
    }

    /// <summary>Why nobody can follow it now, though the link is good; null when somebody can. For before an account is made.</summary>
    public Task<Problem?> Full(OpenedMemberInvitation opened, CancellationToken ct) =>
        Seats.Full(documents, Actor.System(opened.Company), opened.Invitation.Id, clock.GetUtcNow(), ct);

    /// <param name="account">Whoever is signed in. Only the invited address may follow the link.</param>
    public async Task<Result<Membership>> Run(Account account, string token, CancellationToken ct) => await documents.Retry<Membership>(
        async () =>
        {
            if (!(await Open(token, ct)).Ok(out var opened, out var problem)) return problem;
            if (account.NormalizedEmail != Account.Normal(opened.Invitation.Email)) return MemberProblems.AnothersLink;
            var membership = new Membership(opened.Company, opened.Invitation.Role);
            var actor = Actor.Member(account.Id, membership);
            var used = new Change(opened.Found.Key, null, opened.Found.Version);
            // Somebody was faster, on another page of theirs.
            if (await documents.Get<Member>(Member.Key(actor, account.Id), ct) is { } already)
                return new Decision<Membership>(membership with { Role = already.Value.Role }, [used], []);
            var (now, roster) = (clock.GetUtcNow(), await Roster.Of(documents, actor, ct));
            var member = Member.Of(account, membership.Role, now);
            if (!roster.Value.Move(opened.Company, null, member).Ok(out var more, out problem)) return problem;
            if (!(await Seats.Join(documents, actor, roster, more, opened.Invitation.Id, now, ct)).Ok(out var told, out problem)) return problem;
            return new Decision<Membership>(
                membership,
                [Change.Create(Member.Key(actor, account.Id), member), used, new(roster.Key, more, roster.Version)],
                [actor.Did(AuditAction.MemberJoined, Member.Collection, account.Id, now, after: member.InShort()), .. told]);
        },
        ct,
        StoreExtensions.ManyTries);
}
