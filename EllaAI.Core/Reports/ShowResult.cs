using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Reports;

/// <param name="Draft">What stands (or stood at the end) in the editor; null when it was not touched.</param>
/// <param name="Submissions">Newest first.</param>
public sealed record QuestionResult(Question Question, QuestionProgress Progress, Draft? Draft, IReadOnlyList<CodeExecution> Submissions);

/// <param name="Handovers">How often it was continued on another device.</param>
/// <param name="HandedOverAt">The last time.</param>
public sealed record AttemptResult(
    Attempt Attempt, Invitation Invitation, IReadOnlyList<QuestionResult> Questions, int Handovers, DateTimeOffset? HandedOverAt);

/// <summary>Everything about one attempt, for the people who decide.</summary>
public sealed class ShowResult(IDocumentStore documents, ReadAttempt attempts, ShowPaper papers, ReadExecutions executions)
{
    public async Task<Result<AttemptResult>> Run(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewResults)) return Problems.Forbidden;
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        if (await documents.Get<Invitation>(actor.Key(Invitation.Collection, attempt.Invitation), ct) is not { } invitation) return Problems.NotFound;
        var workbook = (await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct))?.Value;
        var questions = await papers.Questions(actor, attempt.Paper, ct);
        var drafts = await documents.Drafts(actor, id, ct);
        var submissions = (await executions.OfAttempt(actor, id, ct)).Where(e => e.Kind == ExecutionKind.Submit).ToLookup(e => e.Question);
        return new AttemptResult(
            attempt,
            invitation.Value,
            [
                .. questions.Select(q => new QuestionResult(
                    q,
                    attempt.Questions.First(p => p.Question == q.Id),
                    drafts.Find(d => d.Question == q.Id),
                    [.. submissions[q.Id]])),
            ],
            workbook?.Handovers ?? 0,
            workbook?.HandedOverAt);
    }
}
