using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>Sends an invited person another link; the one before leads nowhere any more. An attempt that runs goes on behind the new one.</summary>
public sealed class SendNewLink(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    /// <param name="site">The address under which candidates reach this installation.</param>
    public async Task<Result<Invited>> Run(Actor actor, InvitationId id, Uri site, CancellationToken ct)
    {
        if (!actor.May(Permission.InviteCandidates)) return Problems.Forbidden;
        var decided = await documents.Retry(() => Decide(actor, id, site, ct), ct);
        if (decided.Ok(out var invited, out _)) await ShowBoard.Forget(cache, actor, invited.Invitation.Assessment, ct);
        return decided;
    }

    private async Task<Result<Decision<Invited>>> Decide(Actor actor, InvitationId id, Uri site, CancellationToken ct)
    {
        if (await documents.Get<Invitation>(actor.Key(Invitation.Collection, id), ct) is not { } found) return Problems.NotFound;
        if (await documents.OpenAssessment(actor, found.Value.Assessment, ct) is not { } assessment) return Problems.NotFound;
        var started = found.Value.Attempt is { } attempt ? (await documents.Get<Attempt>(actor.Key(Attempt.Collection, attempt), ct))?.Value : null;
        if (started is { State: not AttemptState.InProgress }) return InvitationProblems.Over;

        var (now, token) = (clock.GetUtcNow(), InvitationToken.New(actor.Company));
        // Whoever was invited before it was archived still gets a link; nobody is invited anew.
        if (!assessment.Value.IsActive && !found.Value.IsOpen(now)) return AssessmentProblems.Archived;
        var renewed = found.Value.Renew(token.Hash(), now);
        var link = new Uri(site, $"/take/{token}");
        var company = (await documents.Get<Company>(Company.Key(actor), ct))?.Value ?? new(actor.Company, actor.Company.Value);
        var mail = InvitationMail.WriteAgain(renewed, assessment.Value, company, link, started is not null);
        var (posted, written) = mail.Post(actor);
        var changes = new List<Change> { Change.Update(found, renewed), posted };
        // Whoever had the link before may have used up the tries and the patience of its codes.
        if (await documents.Get<LinkCode>(actor.Key(LinkCode.Collection, id), ct) is { } code) changes.Add(new(code.Key, null, code.Version));
        return new Decision<Invited>(
            new(renewed, link, mail.Id),
            changes,
            [
                new InvitationMoved(actor.Company, id, renewed.Assessment),
                written,
                actor.Did(AuditAction.InvitationRenewed, Invitation.Collection, id, now, found.Value.RevokedAt is null ? "link" : "withdrawn", "new link"),
            ]);
    }
}
