using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>An execution with the question that it answers.</summary>
public sealed record AnsweredExecution(CodeExecution Execution, Question Question);

/// <summary>Executions with their questions, for whoever may see the attempt.</summary>
public sealed class ReadExecutions(IDocumentStore documents, ReadPaper papers, PracticeQuestion practice)
{
    public async Task<Result<AnsweredExecution>> One(Actor actor, AttemptId attempt, ExecutionId id, CancellationToken ct)
    {
        if (!actor.MayTake(attempt)) return Problems.NotFound;
        if (await documents.SeatProblem(actor, attempt, ct) is { } elsewhere) return elsewhere;
        return await Find(actor, attempt.Value.ToString("N"), id, ct);
    }

    public async Task<Result<AnsweredExecution>> Practice(Actor linkHolder, string subject, ExecutionId id, CancellationToken ct) =>
        await Find(linkHolder, subject, id, ct);

    /// <summary>All of an attempt's, newest first, at most 500.</summary>
    public Task<List<CodeExecution>> OfAttempt(Actor actor, AttemptId attempt, CancellationToken ct)
    {
        var query = actor.Query(CodeExecution.OfSubject, attempt.Value.ToString("N")) with { Descending = true, Limit = 500 };
        return documents.Query<CodeExecution>(query, ct).ToList(ct);
    }

    /// <summary>The question that an execution answers, as its paper has it; of a program's, as the library has it now.</summary>
    public async Task<Question> QuestionOf(Actor actor, CodeExecution execution, CancellationToken ct)
    {
        if (execution.Subject == RunOnQuestion.Subject) return await LibraryQuestion(actor, execution, ct);
        if (execution.Attempt is not { } attempt) return practice.Question;
        var found = await documents.Get<Attempt>(actor.Key(Attempt.Collection, attempt), ct);
        return found is null || await papers.Question(actor, found.Value.Paper, execution.Question, ct) is not { } question
            ? throw new InvalidOperationException($"Execution {execution.Id.Value:N} has no question.")
            : question;
    }

    private async Task<Question> LibraryQuestion(Actor actor, CodeExecution execution, CancellationToken ct) =>
        (await documents.Get<Question>(actor.Key(Question.Collection, execution.Question), ct))?.Value
        ?? throw new InvalidOperationException($"Execution {execution.Id.Value:N} has no question.");

    private async Task<Result<AnsweredExecution>> Find(Actor actor, string subject, ExecutionId id, CancellationToken ct)
    {
        var found = await documents.Get<CodeExecution>(actor.Key(CodeExecution.Collection, id), ct);
        if (found is null || found.Value.Subject != subject) return Problems.NotFound;
        return new AnsweredExecution(found.Value, await QuestionOf(actor, found.Value, ct));
    }
}
