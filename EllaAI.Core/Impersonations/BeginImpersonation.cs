using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

/// <summary>
/// An admin of the platform acts as a member from now on, for <see cref="Impersonation.Longest"/>, and as nobody else any more. Its session counts for
/// nothing before the company knows of it, in its log and by mail to its owners, in one commit. Whoever calls it has made sure that the person showed a moment ago that it is them.
/// </summary>
public sealed class BeginImpersonation(IDocumentStore documents, ListCompaniesOf companies, TimeProvider clock)
{
    private readonly EndImpersonation _end = new(documents, new(documents, companies, clock), clock);

    /// <param name="own">The session that asks.</param>
    /// <param name="site">Where the owners' link leads.</param>
    public async Task<Result<Impersonation>> Run(Actor actor, CompanyId company, AccountId member, string reason, SessionId own, Uri site, CancellationToken ct)
    {
        if (actor.Refusal(Permission.OperatePlatform) is { } refused) return refused;
        if (!actor.OperatesPlatform || actor.Account is not { } by || company == CompanyId.Platform) return Problems.Forbidden;
        if (!Impersonation.Reasoned(reason).Ok(out var why, out var wrong)) return wrong;
        if (await documents.Get<Session>(Session.Key(own), ct) is not { Value: { Acting: null, Only: null } session } || session.Account != by) return ImpersonationProblems.OwnSession;
        if (!(await Who(company, member, session, ct)).Ok(out var whom, out var problem)) return problem;
        var now = clock.GetUtcNow();
        var acting = new Impersonation(new(Guid.NewGuid()), by, member, why, own, new(Guid.NewGuid()), now, now + Impersonation.Longest);
        var opened = session with { Id = acting.Session, StartedAt = now, SeenAt = now, Only = company, Acting = acting.Id };
        var (mails, events) = await Told(actor, whom, acting, site, ct);
        if (!(await Only(acting, opened, ct)).Ok(out _, out problem)) return problem;
        if (!await EndOthers(actor, acting, ct) || !await documents.Commit([Change.Create(Impersonation.Key(Actor.System(company), acting.Id), acting), .. mails], events, ct)) return Problems.Conflict;
        if (await documents.Get<Account>(Session.Platform.Key(Account.Collection, by), ct) is { Value: var still } && still.Acts == acting.Id) return acting;
        // Begun twice at once: the other one counts, and may not have seen this one.
        await _end.Another(actor, company, acting.Id, ct);
        return Problems.Conflict;
    }

    /// <summary>From here on no other of theirs counts, whatever becomes of this one.</summary>
    private Task<Result<Account>> Only(Impersonation acting, Session opened, CancellationToken ct) => documents.Retry<Account>(
        async () =>
        {
            if (await documents.Get<Account>(Session.Platform.Key(Account.Collection, acting.By), ct) is not { } found) return Problems.NotFound;
            var only = found.Value with { Acts = acting.Id };
            return new Decision<Account>(only, [Change.Update(found, only), Change.Create(Session.Key(opened.Id), opened)], []);
        },
        ct);

    /// <summary>In every company. Few run at a time: each is over within the hour.</summary>
    /// <returns>Whether this one still counts: another may have been begun meanwhile, which is then the one that is left.</returns>
    private async Task<bool> EndOthers(Actor actor, Impersonation acting, CancellationToken ct)
    {
        var running = await documents.Running(i => i.By == acting.By, ct);
        // Read after them: one that runs and is the last cannot be missed.
        var last = (await documents.Get<Account>(Session.Platform.Key(Account.Collection, acting.By), ct))?.Value.Acts;
        foreach (var (company, other) in running)
            if (other != last) await _end.Another(actor, company, other, ct);
        return last == acting.Id;
    }

    private async Task<Result<Whom>> Who(CompanyId company, AccountId id, Session own, CancellationToken ct)
    {
        var system = Actor.System(company);
        if (await documents.Get<Company>(Company.Key(system), ct) is not { } found) return Problems.NotFound;
        if (found.Value is { Suspended: not null } or { Deletion: not null }) return ImpersonationProblems.Closed;
        if (await documents.ActiveMember(system, id, ct) is not { } whom) return ImpersonationProblems.NoMember;
        if (await documents.OperatesPlatform(id, ct)) return ImpersonationProblems.PlatformAdmin;
        if (await companies.Of(new(company, whom.Member.Role), ct) is not { } place) return ImpersonationProblems.Closed;
        return CheckImpersonation.Suffices(own, place.Rules) ? new Whom(whom.Account, place) : ImpersonationProblems.SecondStep;
    }

    private async Task<(List<Change> Mails, List<IEvent> Events)> Told(Actor actor, Whom whom, Impersonation acting, Uri site, CancellationToken ct)
    {
        var company = Actor.System(whom.Place.Membership.Company);
        var (mails, events) = (new List<Change>(), new List<IEvent>());
        var by = (await documents.Get<Account>(Session.Platform.Key(Account.Collection, acting.By), ct))?.Value.Name ?? "Somebody";
        await foreach (var owner in documents.Walk<Member>(company.Range(Member.Collection), ct))
        {
            if (owner.Value is not { Role: Role.Owner, Disabled: false }) continue;
            var (posted, written) = ImpersonationMail.Write(owner.Value, by, whom, acting, site).Post(company);
            mails.Add(posted);
            events.Add(written);
        }

        events.AddRange(acting.Told(company.Company, actor, AuditAction.ImpersonationBegan, acting.StartedAt, acting.Reason));
        return (mails, events);
    }
}

/// <param name="Place">Of the member, in the company.</param>
internal sealed record Whom(Account Account, CompanyOfMember Place);
