using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <param name="Questions">As the paper has them, hidden tests included: whoever shows them leaves those out.</param>
public sealed record OpenedWorkbook(
    Attempt Attempt, Workbook Workbook, IReadOnlyList<Draft> Drafts, IReadOnlyList<Question> Questions, IReadOnlyList<CodeExecution> Executions);

/// <summary>A page opens the attempt and writes from now on; a page that wrote before is told that it no longer does.</summary>
public sealed class OpenWorkbook(IDocumentStore documents, ReadAttempt attempts, ShowPaper papers, ReadExecutions executions, ILiveMessages live)
{
    public async Task<Result<OpenedWorkbook>> Run(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!actor.MayTake(id)) return Problems.NotFound;
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out var problem)) return problem;
        if (!(await Claim(actor, id, ct)).Ok(out var workbook, out problem)) return problem;
        await live.Publish(LiveTopics.Attempt(id), new WriterSuperseded(workbook.Epoch), ct);
        return new OpenedWorkbook(
            attempt,
            workbook,
            await documents.Drafts(actor, id, ct),
            await papers.Questions(actor, attempt.Paper, ct),
            await executions.OfAttempt(actor, id, ct));
    }

    private Task<Result<Workbook>> Claim(Actor actor, AttemptId id, CancellationToken ct) => documents.Retry(
        async () =>
        {
            if (await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct) is not { } found)
                return (Result<Decision<Workbook>>)Problems.NotFound;
            if (!found.Value.IsHeldBy(actor)) return SeatProblems.Taken(found.Value.Handovers);
            var claimed = found.Value.Claim();
            return new Decision<Workbook>(claimed, [Change.Update(found, claimed)], []);
        },
        ct);
}
