using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Reports;

/// <summary>One finished submission as a bundle for <c>ella sandbox replay</c>, for people who may see results and the hidden tests in it.</summary>
public sealed class ExportRun(IDocumentStore documents, ReadAttempt attempts, ReadExecutions executions)
{
    public static Problem Unfinished { get; } =
        new("execution-unfinished", "This submission has no verdict, so there is nothing to compare a replay with.", ProblemKind.Conflict);

    public static bool Allows(Actor actor) => actor.May(Permission.ViewResults) && actor.May(Permission.ViewQuestions);

    public async Task<Result<RunBundle>> Run(Actor actor, AttemptId attempt, ExecutionId id, CancellationToken ct)
    {
        if (!Allows(actor)) return Problems.Forbidden;
        if (!(await attempts.Run(actor, attempt, ct)).Ok(out _, out var problem)) return problem;
        var found = await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, id), ct);
        if (found is not { Value: { Kind: ExecutionKind.Submit } execution } || execution.Attempt != attempt) return Problems.NotFound;
        if (execution.State != ExecutionState.Finished) return Unfinished;
        return ExecutionPlan.Bundle(execution, await executions.QuestionOf(actor, execution, ct));
    }
}
