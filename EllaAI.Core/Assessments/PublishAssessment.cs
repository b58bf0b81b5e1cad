using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Plans;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Freezes a draft into a paper, so that people can be invited.</summary>
public sealed class PublishAssessment(IDocumentStore documents, ICache cache, TimeProvider clock)
{
    public async Task<Result<Assessment>> Run(Actor actor, AssessmentId id, CancellationToken ct)
    {
        if (!actor.May(Permission.EditAssessments)) return Problems.Forbidden;
        if (await documents.OpenAssessment(actor, id, ct) is not { } seen) return Problems.NotFound;
        // Others who publish at this moment only make it count anew; whoever changed this one is told of.
        var done = await documents.Retry<Assessment>(
            async () => await documents.OpenAssessment(actor, id, ct) is { } found && found.Version == seen.Version ? await Decide(actor, found, ct) : Problems.Conflict,
            ct,
            StoreExtensions.ManyTries);
        if (done.Ok(out _, out _)) await ReadAssessments.Forget(cache, actor, ct);
        return done;
    }

    private async Task<Result<Decision<Assessment>>> Decide(Actor actor, Versioned<Assessment> found, CancellationToken ct)
    {
        var paper = new PaperId(Guid.NewGuid());
        var (id, now) = (found.Value.Id, clock.GetUtcNow());
        if (!found.Value.Publish(paper, now).Ok(out var published, out var problem)) return problem;
        if (!(await CountedAssessments.More(documents, actor, now, ct)).Ok(out var counted, out problem)) return problem;

        var changes = new List<Change> { Change.Update(found, published), counted.Change };
        foreach (var question in published.Questions)
        {
            if (await documents.Get<Question>(actor.Key(Question.Collection, question), ct) is not { } frozen) return AssessmentProblems.QuestionGone;
            changes.Add(Change.Create(actor.Key(Paper.QuestionCollection, Paper.QuestionKey(paper, question)), frozen.Value));
        }

        changes.Add(Change.Create(
            actor.Key(Paper.Collection, paper),
            new Paper(paper, published.Title, published.DurationMinutes, published.Languages, published.Questions) { AsksForCode = published.AsksForCode }));
        if (changes.Sum(c => CommitRules.Size(c.Value!)) > CommitRules.MaxCommitBytes) return AssessmentProblems.TooLarge;
        var done = actor.Did(AuditAction.AssessmentPublished, Assessment.Collection, id, now, "draft", published.InShort());
        return new Decision<Assessment>(published, changes, [new AssessmentPublished(actor.Company, id), done, .. counted.Events]);
    }
}
