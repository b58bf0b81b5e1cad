using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Plans;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>
/// Ends an attempt once, however often it is asked. What stands in an editor and was not submitted is submitted in the same commit.
/// </summary>
public sealed class CloseAttempt(IDocumentStore documents, ReadPaper papers, ReadExecutions executions, TimeProvider clock)
{
    public async Task<Result<Attempt>> Run(Actor actor, AttemptId id, CloseReason reason, CancellationToken ct)
    {
        if (!actor.MayTake(id)) return Problems.NotFound;
        using var tally = TallyOfDay.Begin(actor);
        return await documents.Retry(() => Decide(actor, id, reason, tally, ct), ct);
    }

    private async Task<Result<Decision<Attempt>>> Decide(Actor actor, AttemptId id, CloseReason reason, TallyOfDay tally, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct) is not { } attempt) return Problems.NotFound;
        var tooEarly = reason == CloseReason.TimeUp && !attempt.Value.IsOverdue(now);
        if (attempt.Value.State != AttemptState.InProgress || tooEarly) return new Decision<Attempt>(attempt.Value, [], []);

        // Sealing the workbook makes this commit collide with a batch of typing that lands meanwhile; then both are looked at again.
        var workbook = await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct)
            ?? throw new InvalidOperationException($"Attempt {id.Value:N} has no workbook.");
        if (!workbook.Value.IsHeldBy(actor)) return SeatProblems.Taken(workbook.Value.Handovers);
        var finals = await Finals(actor, attempt.Value, now, ct);
        var why = attempt.Value.IsOverdue(now) ? CloseReason.TimeUp : reason;
        var closed = attempt.Value.Close(why, now, finals.Count);
        var counted = finals.Count == 0 ? [] : new[] { await tally.Add(documents, finals.Count, now, ct) };
        return new Decision<Attempt>(
            closed,
            [
                Change.Update(attempt, closed),
                Change.Update(workbook, workbook.Value with { Sealed = true }),
                .. finals.Select(f => Change.Create(actor.Key(CodeExecution.Collection, f.Id), f)),
                .. counted,
            ],
            [
                new AttemptClosed(actor.Company, id, closed.Assessment),
                .. AttemptScored.When(closed, actor.Company),
                .. finals.Select(f => new ExecutionRequested(actor.Company, f.Id, Interactive: false)),
            ]);
    }

    private async Task<IReadOnlyList<CodeExecution>> Finals(Actor actor, Attempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var subject = attempt.Id.Value.ToString("N");
        var earlier = await executions.OfAttempt(actor, attempt.Id, ct);
        var questions = await papers.Questions(actor, await papers.One(actor, attempt.Paper, ct), ct);
        var drafts = await documents.Drafts(actor, attempt.Id, ct);
        return
        [
            .. from draft in drafts
               join question in questions on draft.Question equals question.Id
               where IsWork(draft, question) && !earlier.Exists(e => e.IsSubmissionOf(draft.Question, draft.Language, draft.Text))
               select new CodeExecution(
                   new(Guid.NewGuid()), subject, attempt.Id, draft.Question, ExecutionKind.Submit, draft.Language, draft.Text, null, now)
               { Automatic = true },
        ];
    }

    /// <summary>Neither empty nor the starter as it was given.</summary>
    private static bool IsWork(Draft draft, Question question) =>
        !string.IsNullOrWhiteSpace(draft.Text) && draft.Text.Trim() != question.Starters.GetValueOrDefault(draft.Language, "").Trim();
}
