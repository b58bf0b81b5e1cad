using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Plans;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Questions;

/// <summary>Runs a solution on all tests of a question that is being written, saved or not. Nothing of it is kept but that there was one.</summary>
public sealed class TryQuestion(ICodeRunner runner, IDocumentStore documents, TimeProvider clock)
{
    public static Problem Unavailable { get; } =
        new("runner-unavailable", "The sandbox is not there or has too much to do. Try again in a moment.", ProblemKind.Unavailable);

    /// <param name="show">Told of every message as it comes, the last one included; the test id is the test's number.</param>
    /// <exception cref="OperationCanceledException">Cancelled: the run is over.</exception>
    public async Task<Result<Completed>> Run(
        Actor actor, Question question, string language, string code, Func<RunnerMessage, Task> show, CancellationToken ct)
    {
        if (!actor.May(Permission.EditQuestions)) return Problems.Forbidden;
        if (code.Length > RequestExecution.MaxSource)
            return Problems.Invalid("code", $"A solution can have at most {RequestExecution.MaxSource:N0} characters.");
        if (QuestionRules.CheckRun(question) is { } problem) return problem;
        if (!question.Allows(language)) return Problems.Invalid("language", "This question is not offered in this language: it has no starter or tests in it.");
        if (await CountExecution.Refuses(documents, actor, clock.GetUtcNow(), ct) is { } refused) return refused;
        try
        {
            var counted = false;
            await foreach (var message in runner.Run(question.Request(Guid.NewGuid().ToString("N"), language, code, question.Tests, ownInput: false, interactive: true), ct))
            {
                // Not before there is a sandbox that runs it.
                if (!counted && await CountExecution.Alone(documents, actor, clock, ct) is { } usedUp) return usedUp;
                counted = true;
                await show(message is Tested tested ? ExecutionPlan.OnOurScale(tested) : message);
                if (message is Completed completed) return completed;
            }
        }
        catch (RunnerUnavailableException)
        {
            // Told below: for the author it is the same as an early end.
        }

        return Unavailable;
    }
}
