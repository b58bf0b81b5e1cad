using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Says whom in the company an assessment is open to, before and after it is published. Counts from the next request of everybody.</summary>
public sealed class ShareAssessment(IDocumentStore documents, ICache cache, TimeProvider clock, FeatureDefaults? defaults = null)
{
    /// <param name="team">Only with <see cref="AssessmentAccess.Team"/>; the author belongs to it anyway.</param>
    public async Task<Result<Versioned<Assessment>>> Run(
        Actor actor, AssessmentId id, AssessmentAccess access, IReadOnlyList<AccountId> team, CancellationToken ct)
    {
        if (!actor.May(Permission.EditAssessments)) return Problems.Forbidden;
        var shared = await documents.Retry<Versioned<Assessment>>(
            async () =>
            {
                if (await documents.OpenAssessment(actor, id, ct) is not { } found) return Problems.NotFound;
                if (!found.Value.MayBeSharedBy(actor)) return AssessmentProblems.NotYours;
                // What is closed already may be opened, and to fewer: while there are none, nothing becomes one.
                if (found.Value.Access == AssessmentAccess.Company && access != AssessmentAccess.Company && await documents.Off(defaults, Feature.PrivateAssessments, actor, ct) is { } off) return off;
                var changed = found.Value.Open(access, team);
                if (changed.CheckAccess() is { } problem) return problem;
                return found.Value.IsAsOpenAs(changed)
                    ? new Decision<Versioned<Assessment>>(found, [], [])
                    : new Decision<Versioned<Assessment>>(
                        new(found.Key, changed, found.Version + 1),
                        [Change.Update(found, changed)],
                        [
                            new AssessmentShared(actor.Company, id),
                            actor.Did(AuditAction.AssessmentShared, Assessment.Collection, id, clock.GetUtcNow(), found.Value.OpenInShort(), changed.OpenInShort()),
                        ]);
            },
            ct);
        if (shared.Ok(out _, out _)) await ReadAssessments.Forget(cache, actor, ct);
        return shared;
    }
}
