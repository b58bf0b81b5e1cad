using EllaAI.Core.Access;
using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;
using EllaAI.Core.Scoring;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>
/// Takes a queued execution through the sandbox. Delivered twice it has one effect: only one caller moves it from queued to running.
/// </summary>
public sealed class ExecuteCode(IDocumentStore documents, ReadExecutions executions, StreamExecution stream, ThisInstance self, TimeProvider clock)
{
    /// <exception cref="RunnerUnavailableException">It is queued again: deliver the job once more, later.</exception>
    public async Task<Result<CodeExecution>> Run(Actor actor, ExecutionId id, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return Problems.Forbidden;
        using var underway = self.Underway.Begin(Named(id));
        if (!(await Claim(actor, id, ct)).Ok(out var claimed, out var problem)) return problem;
        var question = await executions.QuestionOf(actor, claimed, ct);
        await stream.Moved(claimed, question, ct);
        try
        {
            var done = await stream.Run(claimed, question, ct) is { } ran ? ExecutionPlan.Fit(Graded(ran, question)) : claimed.Stopped(clock.GetUtcNow());
            return await Complete(actor, done, question, ct);
        }
        catch (RunnerUnavailableException e)
        {
            var interrupted = await Interrupt(actor, claimed, question, e.Began, ct);
            if (interrupted.Ok(out var kept, out _) && kept.IsOver) return kept;
            throw;
        }
        catch (StoreUnavailableException)
        {
            // Neither the code's doing nor the sandbox's. Should this not be written either, it is recovered later.
            await Complete(actor, claimed.Lost(clock.GetUtcNow()), question, ct);
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever went wrong, nothing may stay running for ever: what is not finished by now is tried again, or given up.
            await Interrupt(actor, claimed, question, counted: true, ct);
            throw;
        }
    }

    /// <summary>False when it is this process's by the documents, but nothing of it is left here: see <see cref="Underway"/>.</summary>
    public bool Holds(CodeExecution execution) => execution.Owner != self.Id || self.Underway.Contains(Named(execution.Id));

    /// <summary>Puts an execution whose process is gone back into the queue, or gives it up after <see cref="CodeExecution.MaxLosses"/>.</summary>
    public async Task<Result<CodeExecution>> Recover(Actor actor, ExecutionId id, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return Problems.Forbidden;
        if (await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, id), ct) is not { } found) return Problems.NotFound;
        return found.Value.State == ExecutionState.Running
            ? await Complete(actor, found.Value.Lost(clock.GetUtcNow()), await executions.QuestionOf(actor, found.Value, ct), ct)
            : found.Value;
    }

    private static string Named(ExecutionId id) => $"{CodeExecution.Collection} {id.Value:N}";

    private async Task<Result<CodeExecution>> Claim(Actor actor, ExecutionId id, CancellationToken ct)
    {
        if (await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, id), ct) is not { } found) return Problems.NotFound;
        if (!found.Value.Start(self.Id).Ok(out var running, out var problem)) return problem;
        return await documents.Commit([Change.Update(found, running)], [], ct) ? running : ExecutionProblems.NotQueued;
    }

    private CodeExecution Graded(CodeExecution ran, Question question) => ran with
    {
        State = ExecutionState.Finished,
        Owner = "",
        FinishedAt = clock.GetUtcNow(),
        Verdict = WeightedPoints.VerdictOf(ran.Compile, ran.Tests),
        Points = ran.Kind == ExecutionKind.Submit ? WeightedPoints.Of(question, ran.Tests) : null,
    };

    private Task<Result<CodeExecution>> Interrupt(Actor actor, CodeExecution execution, Question question, bool counted, CancellationToken ct) =>
        Complete(actor, execution.Interrupted(counted, clock.GetUtcNow()), question, ct);

    /// <summary>Writes what became of a running execution and, when it is over, the attempt's points in the same commit.</summary>
    private async Task<Result<CodeExecution>> Complete(Actor actor, CodeExecution outcome, Question question, CancellationToken ct)
    {
        var done = await documents.Retry<CodeExecution>(
            async () =>
            {
                var key = actor.Key(CodeExecution.Collection, outcome.Id);
                if (await documents.Get<CodeExecution>(key, ct) is not { Value.State: ExecutionState.Running } found)
                    return ExecutionProblems.NotQueued;
                var change = Change.Update(found, outcome);
                if (outcome is not { IsOver: true, Kind: ExecutionKind.Submit, Attempt: { } id })
                    return new Decision<CodeExecution>(outcome, [change], []);
                var attempt = await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct)
                    ?? throw new InvalidOperationException($"Attempt {id.Value:N} is missing.");
                var graded = attempt.Value.Graded(outcome.Question, outcome.Points);
                return new Decision<CodeExecution>(
                    outcome,
                    [change, Change.Update(attempt, graded)],
                    [new AttemptGraded(actor.Company, id, graded.Assessment), .. AttemptScored.When(graded, actor.Company)]);
            },
            ct);
        if (done.Ok(out var kept, out _)) await stream.Moved(kept, question, ct);
        return done;
    }
}
