using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>
/// Takes an invitation back: its link leads nowhere any more. An attempt that runs ends at once, as if its candidate had finished: what was typed
/// is kept and scored.
/// </summary>
public sealed class RevokeInvitation(IDocumentStore documents, CloseAttempt close, ICache cache, TimeProvider clock)
{
    public async Task<Result<Invitation>> Run(Actor actor, InvitationId id, CancellationToken ct)
    {
        if (!actor.May(Permission.InviteCandidates)) return Problems.Forbidden;
        var decided = await documents.Retry(() => Decide(actor, id, ct), ct);
        if (decided.Ok(out var revoked, out _)) await ShowBoard.Forget(cache, actor, revoked.Assessment, ct);
        return decided;
    }

    private async Task<Result<Decision<Invitation>>> Decide(Actor actor, InvitationId id, CancellationToken ct)
    {
        if (await documents.Get<Invitation>(actor.Key(Invitation.Collection, id), ct) is not { } found) return Problems.NotFound;
        if (!await documents.IsOpen(actor, found.Value.Assessment, ct)) return Problems.NotFound;
        if (found.Value.RevokedAt is not null) return new Decision<Invitation>(found.Value, [], []);
        if (found.Value.Attempt is { } attempt && await End(actor, attempt, ct) is { } problem) return problem;
        var (now, started) = (clock.GetUtcNow(), found.Value.Attempt is not null);
        var revoked = found.Value.Revoke(now);
        return new Decision<Invitation>(
            revoked,
            [Change.Update(found, revoked)],
            [
                new InvitationMoved(actor.Company, id, revoked.Assessment),
                actor.Did(AuditAction.InvitationRevoked, Invitation.Collection, id, now, started ? "started" : "not started", "withdrawn"),
            ]);
    }

    /// <summary>Before the link goes: an attempt behind a dead link would run on, and nobody could see why.</summary>
    private async Task<Problem?> End(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct) is not { Value: var attempt }) return Problems.NotFound;
        // One that this has ended already, when the link could not be taken back in the same moment, is no reason to leave it.
        if (attempt is { State: not AttemptState.InProgress, Reason: not CloseReason.Withdrawn }) return InvitationProblems.Over;
        return (await close.Run(Actor.System(actor.Company), id, CloseReason.Withdrawn, ct)).Ok(out _, out var problem) ? null : problem;
    }
}
