using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>
/// Puts a published assessment away: nobody is invited to it any more, and it no longer counts towards the limit of the plan. Who was invited before takes
/// it all the same, and its results stay.
/// </summary>
public sealed class ArchiveAssessment(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    public Task<Result<Assessment>> Run(Actor actor, AssessmentId id, CancellationToken ct) => Change(actor, id, archive: true, ct);

    /// <summary>Begins it again, so the plan must have room for it.</summary>
    public Task<Result<Assessment>> Restore(Actor actor, AssessmentId id, CancellationToken ct) => Change(actor, id, archive: false, ct);

    private async Task<Result<Assessment>> Change(Actor actor, AssessmentId id, bool archive, CancellationToken ct)
    {
        if (!actor.May(Permission.EditAssessments)) return Problems.Forbidden;
        var changed = await documents.Retry(() => Decide(actor, id, archive, ct), ct, StoreExtensions.ManyTries);
        if (changed.Ok(out _, out _)) await ReadAssessments.Forget(cache, actor, ct);
        return changed;
    }

    private async Task<Result<Decision<Assessment>>> Decide(Actor actor, AssessmentId id, bool archive, CancellationToken ct)
    {
        if (await documents.OpenAssessment(actor, id, ct) is not { } found) return Problems.NotFound;
        if (found.Value.Status != AssessmentStatus.Published) return AssessmentProblems.NotPublished;
        if (found.Value.ArchivedAt is not null == archive) return new Decision<Assessment>(found.Value, [], []);
        var now = clock.GetUtcNow();
        var changed = found.Value with { ArchivedAt = archive ? now : null };
        var counted = archive ? new Counted(await CountedAssessments.Less(documents, actor, ct), []) : null;
        if (counted is null && !(await CountedAssessments.More(documents, actor, now, ct)).Ok(out counted, out var problem)) return problem;
        return new Decision<Assessment>(
            changed,
            [Storage.Change.Update(found, changed), counted.Change],
            [
                new AssessmentSaved(actor.Company, id),
                actor.Did(archive ? AuditAction.AssessmentArchived : AuditAction.AssessmentRestored, Assessment.Collection, id, now, archive ? "active" : "archived", archive ? "archived" : "active"),
                .. counted.Events,
            ]);
    }
}
