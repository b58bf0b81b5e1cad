using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <param name="Link">The only time that the link is shown; later it is in the mail alone.</param>
public sealed record InvitedMember(MemberInvitation Invitation, Uri Link, MailId Mail);

/// <summary>Asks somebody by mail to act for the company. They make an account when they follow the link, or use the one that they have.</summary>
public sealed class InviteMember(IDocumentStore documents, TimeProvider clock)
{
    /// <param name="site">The address under which this installation is reached.</param>
    public async Task<Result<InvitedMember>> Run(Actor actor, string email, Role role, Uri site, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageMembers) is { } withheld) return withheld;
        return await Retry(() => New(actor, actor, email, role, site, ct), ct);
    }

    /// <summary>Whoever operates the platform asks somebody to own a company of which they are no member themselves. In both logs, under their name.</summary>
    public async Task<Result<InvitedMember>> Owner(Actor actor, CompanyId company, string email, Uri site, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        var within = Actor.System(company);
        return await documents.Get<Company>(Company.Key(within), ct) is null ? Problems.NotFound : await Retry(() => New(within, actor, email, Role.Owner, site, ct), ct);
    }

    /// <param name="actor">Of the company.</param>
    /// <param name="by">Whoever does it.</param>
    private async Task<Result<Decision<InvitedMember>>> New(Actor actor, Actor by, string email, Role role, Uri site, CancellationToken ct)
    {
        email = email.Trim();
        if (email.Length == 0) return Problems.Invalid("email", "Enter the person's e-mail address.");
        if (!EmailAddress.IsValid(email)) return Problems.Invalid("email", "This does not look like an e-mail address.");
        if (!Member.Roles(actor.Company).Contains(role)) return MemberProblems.NoSuchRole;
        if (await IsMember(actor, email, ct)) return MemberProblems.Already;
        var open = await documents.Query<MemberInvitation>(actor.Query(MemberInvitation.Newest) with { Limit = MemberInvitation.MaxOpen }, ct).ToList(ct);
        if (open.Count >= MemberInvitation.MaxOpen) return MemberProblems.TooMany;

        var id = MemberInvitationId.Of(email);
        // One that has expired is in nobody's way.
        var before = await documents.Get<MemberInvitation>(actor.Key(MemberInvitation.Collection, id), ct);
        if (before?.Value.IsExpired(clock.GetUtcNow()) == false) return MemberProblems.Invited;
        return await Send(actor, new(id, email, role, actor.Account, "", default) { Mark = Guid.NewGuid() }, before?.Version ?? 0, by, site, ct);
    }

    /// <summary>With a new link; the one before leads nowhere from then on.</summary>
    public async Task<Result<InvitedMember>> Again(Actor actor, MemberInvitationId id, Uri site, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageMembers) is { } withheld) return withheld;
        return await Retry(
            async () => await documents.Get<MemberInvitation>(actor.Key(MemberInvitation.Collection, id), ct) is { } found
                ? await Send(actor, found.Value with { InvitedBy = actor.Account }, found.Version, actor, site, ct)
                : Problems.NotFound,
            ct);
    }

    private Task<Result<InvitedMember>> Retry(Func<Task<Result<Decision<InvitedMember>>>> decide, CancellationToken ct) => documents.Retry(decide, ct, StoreExtensions.ManyTries);

    private async Task<Result<Decision<InvitedMember>>> Send(Actor actor, MemberInvitation wanted, long version, Actor by, Uri site, CancellationToken ct)
    {
        if (wanted.Role == Member.Highest(actor.Company) && !actor.May(Permission.ManageOwners)) return MemberProblems.OwnersOnly;
        var token = InvitationToken.New(actor.Company);
        var now = clock.GetUtcNow();
        if (!(await Seats.Invite(documents, actor, wanted.Id, now, ct)).Ok(out var seat, out var full)) return full;
        var invitation = wanted with { TokenHash = token.Hash(), SentAt = now };
        var link = new Uri(site, $"/join/{token}");
        var company = (await documents.Get<Company>(Company.Key(actor), ct))?.Value ?? new(actor.Company, "EllaAI");
        var inviter = actor.Account is { } account ? (await documents.Get<Member>(Member.Key(actor, account), ct))?.Value.Name : null;
        var mail = MemberInvitationMail.Write(invitation, company.Name, company.Region, inviter, link);
        var (posted, written) = mail.Post(actor);
        return new Decision<InvitedMember>(
            new(invitation, link, mail.Id),
            [new(actor.Key(MemberInvitation.Collection, invitation.Id), invitation, version), posted, .. seat.Changes],
            [written, .. Told(actor, by, invitation, now), .. seat.Events]);
    }

    private static IEnumerable<IEvent> Told(Actor actor, Actor by, MemberInvitation invitation, DateTimeOffset now)
    {
        yield return new Audited(actor.Company, by.Name, AuditAction.MemberInvited, $"{MemberInvitation.Collection}/{invitation.Mark:N}", now, "", $"{invitation.Role}") { From = by.Company == actor.Company ? by.Origin?.Value.ToString("N") ?? "" : "" };
        if (by.Company != actor.Company) yield return new CompanyAdministered(actor.Company, by.Name, AuditAction.MemberInvited, now, "", $"{invitation.Role} of {actor.Company.Value}") { From = by.Origin?.Value.ToString("N") ?? "" };
    }

    private async Task<bool> IsMember(Actor actor, string email, CancellationToken ct)
    {
        var accounts = Actor.System(CompanyId.Platform).Query(Account.ByEmail, Account.Normal(email)) with { Limit = 1 };
        foreach (var account in await documents.Query<Account>(accounts, ct).ToList(ct))
            if (await documents.Get<Member>(Member.Key(actor, account.Id), ct) is not null) return true;
        return false;
    }
}
