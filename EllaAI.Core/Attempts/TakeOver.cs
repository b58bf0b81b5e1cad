using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Invitations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>An attempt as one browser may have it.</summary>
/// <param name="Held">It may write; another one may not.</param>
/// <param name="Handovers">How often the attempt went from one device to another.</param>
public sealed record Seated(Attempt Attempt, bool Held, int Handovers);

/// <summary>
/// Another device goes on with an attempt: the one that had it is asked for what it holds, then may no longer write. Of several that ask at
/// once one gets it: each names the number of handovers that it saw.
/// </summary>
public sealed class TakeOver(IDocumentStore documents, OpenInvitation open, ReadAttempt attempts, Handover handover, TimeProvider clock)
{
    public async Task<Result<Seated>> Look(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!actor.MayTake(id)) return Problems.NotFound;
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        if (await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct) is not { Value: var workbook }) return Problems.NotFound;
        return new Seated(attempt, workbook.IsHeldBy(actor), workbook.Handovers);
    }

    /// <summary>By a browser that holds nothing but the link.</summary>
    public async Task<Result<Seated>> ByLink(string token, Arrival arrival, int handovers, CancellationToken ct)
    {
        if (!(await open.Run(token, ct)).Ok(out var opened, out var problem)) return problem;
        if (opened.Paper.AsksForCode && !arrival.Proven) return LinkCodeProblems.Needed;
        if (opened.Attempt is not { } attempt) return Problems.NotFound;
        return await Run(Actor.Candidate(opened.Company.Id, attempt.Id, arrival.Seat), attempt.Id, handovers, ct);
    }

    /// <param name="actor">With the seat that is to have it.</param>
    /// <param name="handovers">As the person saw it who decided.</param>
    public async Task<Result<Seated>> Run(Actor actor, AttemptId id, int handovers, CancellationToken ct)
    {
        if (!(await Look(actor, id, ct)).Ok(out var now, out var problem)) return problem;
        if (Settled(now, handovers) is { } settled) return settled;
        await handover.Ask(id, handovers, ct);
        var taken = await documents.Retry(() => Decide(actor, id, handovers, ct), ct);
        if (taken.Ok(out var seated, out _) && seated.Handovers > handovers) await handover.Taken(id, actor.Seat!.Value, seated.Handovers, ct);
        return taken;
    }

    /// <summary>The device that has it says that it holds nothing back any more.</summary>
    public async Task<Result<Seated>> Release(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!(await Look(actor, id, ct)).Ok(out var seated, out var problem)) return problem;
        if (!seated.Held) return SeatProblems.Taken(seated.Handovers);
        await handover.Released(id, seated.Handovers, ct);
        return seated;
    }

    private static Result<Seated>? Settled(Seated seated, int handovers) => seated switch
    {
        { Attempt.State: not AttemptState.InProgress } => AttemptProblems.Closed,
        { Held: true } => seated,
        _ when seated.Handovers != handovers => SeatProblems.Moved(seated.Handovers),
        _ => null,
    };

    private async Task<Result<Decision<Seated>>> Decide(Actor actor, AttemptId id, int handovers, CancellationToken ct)
    {
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        if (await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct) is not { Value: var workbook } found) return Problems.NotFound;
        var seated = new Seated(attempt, workbook.IsHeldBy(actor), workbook.Handovers);
        if (Settled(seated, handovers) is { } settled) return settled.Ok(out _, out problem) ? new Decision<Seated>(seated, [], []) : problem;
        var moved = workbook.HandOver(actor.Seat!.Value, clock.GetUtcNow());
        return new Decision<Seated>(
            seated with { Held = true, Handovers = moved.Handovers },
            [Change.Update(found, moved)],
            [actor.Did(AuditAction.AttemptTakenOver, Attempt.Collection, id, moved.HandedOverAt!.Value, Nth(workbook.Handovers), Nth(moved.Handovers))]);
    }

    private static string Nth(int handovers) => $"device {handovers + 1}";
}
