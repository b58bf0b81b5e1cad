using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Invitations;

/// <summary>More time than the assessment has, in percent of it: for whoever needs it.</summary>
public static class ExtraTime
{
    public const int Most = 300;

    internal static Problem? Check(int percent) => percent is < 0 or > Most ? Problems.Invalid("extra-time", $"Extra time is from 0 to {Most} percent.") : null;

    /// <summary>The whole time, in whole minutes and never less than the share says.</summary>
    public static TimeSpan Of(int minutes, int percent) => TimeSpan.FromMinutes(minutes + (((minutes * percent) + 99) / 100));
}

/// <summary>Gives one candidate another share of extra time, until they start.</summary>
public sealed class SetExtraTime(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    private static readonly Problem _started = new("invitation-started", "This candidate has started: their clock runs, and is not changed from here.", ProblemKind.Conflict);

    public async Task<Result<Invitation>> Run(Actor actor, InvitationId id, int percent, CancellationToken ct)
    {
        if (!actor.May(Permission.InviteCandidates)) return Problems.Forbidden;
        if (ExtraTime.Check(percent) is { } wrong) return wrong;
        var decided = await documents.Retry<Invitation>(
            async () =>
            {
                if (await documents.Get<Invitation>(actor.Key(Invitation.Collection, id), ct) is not { } found) return Problems.NotFound;
                if (await documents.OpenAssessment(actor, found.Value.Assessment, ct) is null) return Problems.NotFound;
                if (found.Value.Attempt is not null) return _started;
                if (found.Value.ExtraTime == percent) return new Decision<Invitation>(found.Value, [], []);
                var changed = found.Value with { ExtraTime = percent };
                return new Decision<Invitation>(
                    changed,
                    [Change.Update(found, changed)],
                    [
                        new InvitationMoved(actor.Company, id, changed.Assessment),
                        actor.Did(
                            AuditAction.ExtraTimeChanged, Invitation.Collection, id, clock.GetUtcNow(),
                            string.Create(CultureInfo.InvariantCulture, $"{found.Value.ExtraTime} %"), string.Create(CultureInfo.InvariantCulture, $"{percent} %")),
                    ]);
            },
            ct);
        if (decided.Ok(out var invitation, out _)) await ShowBoard.Forget(cache, actor, invitation.Assessment, ct);
        return decided;
    }
}
