using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>
/// Erases whom an <see cref="Erasure"/> is about, portion by portion, until there is nothing. Cut off anywhere it goes on where it was; two at once
/// are one. The ledger knows the person before the receipt says that it is done.
/// </summary>
public sealed class RunErasure(IDocumentStore documents, FindTraces candidates, FindAccountTraces accounts, ErasureLedger ledger, ErasureAid aid)
{
    /// <summary>Well below the 500 writes that Firestore takes.</summary>
    private const int Portion = 50;

    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <param name="actor">The system, for where the erasure lies.</param>
    public async Task<Result<Erasure>> Run(Actor actor, ErasureId id, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return Problems.Forbidden;
        while (true)
        {
            if (await documents.Get<Erasure>(Erasure.Key(actor, id), ct) is not { } found) return Problems.NotFound;
            if (found.Value.State == ErasureState.Done) return found.Value;
            if (await Pass(actor, id, found.Value, ct)) continue;
            if (await Finish(actor, id, ct) is { } done) return done;
        }
    }

    /// <summary>False when there was nothing to erase.</summary>
    private async Task<bool> Pass(Actor actor, ErasureId id, Erasure erasure, CancellationToken ct)
    {
        await Prepare(actor, erasure, ct);
        var (any, last, portion) = (false, new List<Trace>(), new List<Trace>());
        await foreach (var trace in Traces(actor, erasure, ct))
        {
            if (trace.Last)
            {
                last.Add(trace);
                continue;
            }

            // A commit is of one company.
            if (portion.Count == Portion || (portion.Count > 0 && portion[0].Key.Company != trace.Key.Company)) await Erase(actor, id, portion, ct);
            portion.Add(trace);
            any = true;
        }

        await Erase(actor, id, portion, ct);
        if (any) return true;
        foreach (var chunk in last.Chunk(Portion)) await Erase(actor, id, [.. chunk], ct);
        return last.Count > 0;
    }

    private IAsyncEnumerable<Trace> Traces(Actor actor, Erasure erasure, CancellationToken ct) => erasure.Kind == ErasureKind.Account
        ? OfAccount(erasure, ct)
        : candidates.OfCandidate(actor, erasure.Address!, erasure.Subject, erasure.Until, ct);

    private async IAsyncEnumerable<Trace> OfAccount(Erasure erasure, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (await documents.Get<Account>(_platform.Key(Account.Collection, erasure.Account!.Value), ct) is not { } account) yield break;
        await foreach (var trace in accounts.Run(account.Value, erasure.Subject, ct)) yield return trace;
    }

    private async Task Prepare(Actor actor, Erasure erasure, CancellationToken ct)
    {
        if (erasure.Kind == ErasureKind.Account)
        {
            await aid.EndActing(erasure.Account!.Value, ct);
            await aid.TakeOut(erasure.Account!.Value, ct);
        }
        else
            foreach (var invitation in await candidates.Invitations(actor, erasure.Address!, erasure.Until, ct))
                await aid.End(invitation, ct);
    }

    /// <summary>With the count in the same commit, where it lies in the same company. What somebody else changed meanwhile is found again by the next pass.</summary>
    private async Task Erase(Actor actor, ErasureId id, List<Trace> portion, CancellationToken ct)
    {
        if (portion.Count == 0) return;
        var found = await documents.Get<Erasure>(Erasure.Key(actor, id), ct);
        if (found is { Value.State: ErasureState.Waiting })
        {
            var counted = Change.Update(found, found.Value.Erased(portion.Select(t => t.Key.Collection)));
            Change[] changes = [.. portion.Select(t => t.Erase())];
            if (portion[0].Key.Company == actor.Company.Value) await documents.Commit([.. changes, counted], [], ct);
            else if (await documents.Commit(changes, [], ct)) await documents.Commit([counted], [], ct);
            foreach (var assessment in portion.Select(t => t.Value).Select(AssessmentOf).OfType<AssessmentId>().Distinct()) await aid.Forget(actor, assessment, ct);
        }

        portion.Clear();
    }

    private static AssessmentId? AssessmentOf(object value) => value is Attempt attempt ? attempt.Assessment : value is Invitation invitation ? invitation.Assessment : null;

    private async Task<Erasure?> Finish(Actor actor, ErasureId id, CancellationToken ct)
    {
        if (await documents.Get<Erasure>(Erasure.Key(actor, id), ct) is not { Value.State: ErasureState.Waiting } found) return null;
        // Of the one that brought them back, the mark is what it was.
        var (now, at) = (aid.Now, found.Value.Until ?? aid.Now);
        await ledger.Append(found.Value.Subject, at, ct);
        var done = found.Value.Done(now);
        var changes = new List<Change> { Change.Update(found, done) };
        if (await documents.Get<ErasureUnderway>(ErasureUnderway.Key(actor, done.Subject), ct) is { } underway) changes.Add(new(underway.Key, null, underway.Version));
        if (!await documents.Commit(changes, [new Audited(actor.Company, done.By, AuditAction.PersonErased, $"{Erasure.Collection}/{id.Value:N}", now, "", $"{done.Counts.Values.Sum()} documents")], ct)) return null;
        await ledger.Settle(done.Subject, at, ct);
        return done;
    }
}

/// <summary>What has to be done around an erasure.</summary>
public sealed class ErasureAid(IDocumentStore documents, CloseAttempt close, RemoveMember removal, ICache cache, TimeProvider clock)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    private readonly EndImpersonation _acting = new(documents, new(documents, new(documents), clock), clock);

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Before it goes: its link starts nothing any more, and whoever sits at an attempt is told by the next thing that they do.</summary>
    internal async Task End(Versioned<Invitation> invitation, CancellationToken ct)
    {
        var company = Actor.System(new(invitation.Key.Company));
        await documents.Retry<Invitation>(
            async () => await documents.Get<Invitation>(invitation.Key, ct) is not { } found ? Problems.NotFound
                : found.Value.RevokedAt is not null ? new Decision<Invitation>(found.Value, [], [])
                : new Decision<Invitation>(found.Value, [Change.Update(found, found.Value.Revoke(clock.GetUtcNow()))], []),
            ct);
        if ((await documents.Get<Invitation>(invitation.Key, ct))?.Value.Attempt is not { } id) return;
        if (await documents.Get<Attempt>(company.Key(Attempt.Collection, id), ct) is { Value.State: AttemptState.InProgress })
            await close.Run(company, id, CloseReason.Withdrawn, ct);
    }

    /// <summary>Whoever acts, or is acted for: its end is in the logs before it goes.</summary>
    internal async Task EndActing(AccountId account, CancellationToken ct)
    {
        foreach (var (company, id) in await documents.Running(i => i.As == account, ct)) await _acting.Note(company, id, ImpersonationEnd.MemberGone, ct);
        foreach (var (company, id) in await documents.Running(i => i.By == account, ct)) await _acting.Note(company, id, ImpersonationEnd.RoleLost, ct);
    }

    internal ValueTask Forget(Actor company, AssessmentId assessment, CancellationToken ct) => ShowBoard.Forget(cache, company, assessment, ct);

    /// <summary>Out of every company, also where a backup made them the last owner again: then whoever operates the platform invites another.</summary>
    internal async Task TakeOut(AccountId account, CancellationToken ct)
    {
        await foreach (var member in documents.All<Member>(_platform.QueryEverywhere(Member.OfAccount, account.Value.ToString("N")), ct))
        {
            var company = Actor.System(new(member.Key.Company));
            if ((await removal.Run(Actor.Member(account, new(company.Company, member.Value.Role)), account, ct)).Ok(out _, out _)) continue;
            await documents.Retry<Member>(
                async () =>
                {
                    if (await documents.Get<Member>(member.Key, ct) is not { } found) return new Decision<Member>(member.Value, [], []);
                    var roster = await Roster.Of(documents, company, ct);
                    return new Decision<Member>(found.Value, [new(found.Key, null, found.Version), new(roster.Key, roster.Value.Without(company.Company, found.Value), roster.Version)], []);
                },
                ct);
        }
    }
}
