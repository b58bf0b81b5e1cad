using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Keeps a new or changed draft.</summary>
public sealed class SaveAssessment(IDocumentStore documents, ICache cache, TimeProvider clock, FeatureDefaults? defaults = null)
{
    /// <param name="assessment">To whom it is open counts for a new one; later <see cref="ShareAssessment"/> says so.</param>
    /// <param name="version">The version that was edited; 0 for a new one.</param>
    public async Task<Result<Versioned<Assessment>>> Run(Actor actor, Assessment assessment, long version, CancellationToken ct)
    {
        if (!actor.May(Permission.EditAssessments)) return Problems.Forbidden;
        var draft = assessment with
        {
            Title = assessment.Title.Trim(),
            Status = AssessmentStatus.Draft,
            Paper = null,
            ArchivedAt = null,
            ChangedAt = clock.GetUtcNow(),
            Author = actor.Account,
        };
        draft = draft.Open(draft.Access, draft.Team);
        if (draft.Check() is { } problem) return problem;
        if (version == 0 && draft.Access != AssessmentAccess.Company && await documents.Off(defaults, Feature.PrivateAssessments, actor, ct) is { } off) return off;
        var key = actor.Key(Assessment.Collection, draft.Id);
        // Asked for twice, it is there already and not new.
        if (version == 0 && await StorageUse.Refuses(documents, actor, draft.ChangedAt, ct) is { } full)
            return await documents.OpenAssessment(actor, draft.Id, ct) is null ? full : Problems.Conflict;
        var before = "";
        if (version > 0)
        {
            if (await documents.OpenAssessment(actor, draft.Id, ct) is not { } kept) return Problems.NotFound;
            if (kept.Value.Status != AssessmentStatus.Draft) return AssessmentProblems.NotDraft;
            before = kept.Value.InShort();
            draft = draft with { Author = kept.Value.Author, Access = kept.Value.Access, Team = kept.Value.Team };
        }

        var done = actor.Did(AuditAction.AssessmentSaved, Assessment.Collection, draft.Id, draft.ChangedAt, before, draft.InShort());
        if (!await documents.Commit([new(key, draft, version)], [new AssessmentSaved(actor.Company, draft.Id), done], ct)) return Problems.Conflict;
        // The event makes sure of it; whoever saved wants to see it at once.
        await ReadAssessments.Forget(cache, actor, ct);
        return new Versioned<Assessment>(key, draft, version + 1);
    }
}
