using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Has somebody erased. Asked again while it goes on, it is the same erasure.</summary>
public sealed class AskErasure(IDocumentStore documents, FindTraces traces, ErasureLedger ledger, RemoveMember removal, TimeProvider clock)
{
    private const int MaxTries = 8;
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>Whom the company invited, with all that they left behind in it.</summary>
    /// <param name="endsAttempt">An attempt that is under way may be ended for it.</param>
    public async Task<Result<Erasure>> Candidate(Actor actor, string email, bool endsAttempt, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform) return Problems.Forbidden;
        if (!EmailAddress.IsValid(email.Trim())) return Problems.Invalid("email", "This does not look like an e-mail address.");
        var (company, address) = (Actor.System(actor.Company), Account.Normal(email));
        var subject = await ledger.Mark(ErasureLedger.Candidate(actor.Company, address), ct);
        if (await Underway(company, subject, ct) is { } underway) return underway;
        var invitations = await traces.Invitations(company, address, null, ct);
        if (!endsAttempt && await AnyRuns(company, invitations.Select(i => i.Value.Attempt), ct)) return PrivacyProblems.UnderWay;
        if (invitations.Count == 0 && !await Any(traces.OfCandidate(company, address, subject, null, ct))) return PrivacyProblems.Nobody;
        var erasure = new Erasure(new(Guid.NewGuid()), ErasureKind.Candidate, subject, actor.Name, clock.GetUtcNow()) { Address = address };
        return await Begin(company, erasure, actor.Did(AuditAction.PersonErasureAsked, Erasure.Collection, erasure.Id, erasure.AskedAt), ct);
    }

    /// <summary>
    /// The person themselves. They leave every company first, and where somebody has to own it and nobody else does they are told so and all stays as it is.
    /// </summary>
    /// <param name="account">Of whoever asks, who has shown that it is they.</param>
    public async Task<Result<Erasure>> Self(Account account, CancellationToken ct)
    {
        var subject = await ledger.Mark(ErasureLedger.Account(account.Id), ct);
        if (await Underway(_platform, subject, ct) is { } underway) return underway;
        if (await Refusal(account.Id, ct) is { } refusal) return refusal;
        var members = await Memberships(account.Id, ct);
        foreach (var member in members)
        {
            var leaving = Actor.Member(account.Id, new(new(member.Key.Company), member.Value.Role));
            if (!(await removal.Run(leaving, account.Id, ct)).Ok(out _, out var problem) && problem.Kind != ProblemKind.NotFound) return problem;
        }

        var erasure = new Erasure(new(Guid.NewGuid()), ErasureKind.Account, subject, account.Id.Value.ToString("N"), clock.GetUtcNow()) { Account = account.Id };
        for (var tries = 0; ; tries++)
        {
            if (await documents.Get<Account>(_platform.Key(Account.Collection, account.Id), ct) is not { } found) return Problems.NotFound;
            // Nobody signs in with it from here on, whatever becomes of the job.
            var closed = Change.Update(found, found.Value with { DisabledAt = erasure.AskedAt, SecurityStamp = Account.NewStamp() });
            var begun = await Begin(_platform, erasure, new Audited(CompanyId.Platform, erasure.By, AuditAction.PersonErasureAsked, $"{Erasure.Collection}/{erasure.Id.Value:N}", erasure.AskedAt, "", ""), ct, closed);
            // They have left their companies: a sign-in that is counted meanwhile must not be the end of it.
            if (tries == MaxTries || begun.Ok(out _, out var problem) || problem != Problems.Conflict) return begun;
        }
    }

    /// <summary>Whoever was erased and is there again.</summary>
    internal Task<Result<Erasure>> Again(Actor within, ErasureKind kind, string subject, Func<Erasure, Erasure> who, DateTimeOffset until, CancellationToken ct)
    {
        var erasure = who(new(new(Guid.NewGuid()), kind, subject, "system", clock.GetUtcNow()) { Again = true, Until = until });
        return Begin(within, erasure, new Audited(within.Company, "system", AuditAction.PersonErasureAsked, $"{Erasure.Collection}/{erasure.Id.Value:N}", erasure.AskedAt, "", "came back with a backup"), ct);
    }

    private async Task<Result<Erasure>> Begin(Actor within, Erasure erasure, Audited told, CancellationToken ct, params Change[] also)
    {
        var begun = await documents.Commit(
            [
                Change.Create(Erasure.Key(within, erasure.Id), erasure),
                Change.Create(ErasureUnderway.Key(within, erasure.Subject), new ErasureUnderway(erasure.Id)),
                .. also,
            ],
            [new PrivacyAsked(within.Company, erasure.Id.Value, Export: false), told],
            ct);
        // Somebody else was faster: then it is theirs.
        return begun ? erasure : await Underway(within, erasure.Subject, ct) is { } theirs ? theirs : Problems.Conflict;
    }

    private async Task<Erasure?> Underway(Actor within, string subject, CancellationToken ct) =>
        await documents.Get<ErasureUnderway>(ErasureUnderway.Key(within, subject), ct) is { } found
            ? (await documents.Get<Erasure>(Erasure.Key(within, found.Value.Erasure), ct))?.Value
            : null;

    private async Task<bool> AnyRuns(Actor company, IEnumerable<AttemptId?> attempts, CancellationToken ct)
    {
        foreach (var id in attempts.OfType<AttemptId>())
            if (await documents.Get<Attempt>(company.Key(Attempt.Collection, id), ct) is { Value: { State: AttemptState.InProgress } attempt } && !attempt.IsOverdue(clock.GetUtcNow())) return true;
        return false;
    }

    /// <summary>Why somebody's account cannot be erased now; null when it can.</summary>
    public async Task<Problem?> Refusal(AccountId account, CancellationToken ct)
    {
        foreach (var member in await Memberships(account, ct))
            if (await Refuses(member, ct) is { } problem) return problem;
        return null;
    }

    private async Task<List<Versioned<Member>>> Memberships(AccountId account, CancellationToken ct)
    {
        var members = new List<Versioned<Member>>();
        await foreach (var member in documents.All<Member>(_platform.QueryEverywhere(Member.OfAccount, account.Value.ToString("N")), ct)) members.Add(member);
        return members;
    }

    /// <summary>With the company's name: somebody may own several.</summary>
    private async Task<Problem?> Refuses(Versioned<Member> member, CancellationToken ct)
    {
        var company = Actor.System(new(member.Key.Company));
        if ((await Roster.Of(documents, company, ct)).Value.Move(company.Company, member.Value, null).Ok(out _, out _)) return null;
        var name = company.Company == CompanyId.Platform ? "this installation" : (await documents.Get<Company>(Company.Key(company), ct))?.Value.Name ?? company.Company.Value;
        return MemberProblems.LastOwner with { Detail = $"You are the only one who owns {name}. Make somebody else an owner first, then erase your account." };
    }

    private static async Task<bool> Any(IAsyncEnumerable<Trace> traces)
    {
        await foreach (var _ in traces) return true;
        return false;
    }
}
