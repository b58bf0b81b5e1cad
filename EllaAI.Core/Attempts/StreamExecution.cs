using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>Follows one execution through the sandbox and tells the candidate's page of every step.</summary>
public sealed class StreamExecution(ICodeRunner runner, ILiveMessages live, TimeProvider clock)
{
    /// <returns>The execution with everything that the sandbox said, not yet graded. Null: a run that nobody waits for any more was stopped.</returns>
    public async Task<CodeExecution?> Run(CodeExecution execution, Question question, CancellationToken ct)
    {
        if (execution is not { Kind: ExecutionKind.Run, Attempt: { } attempt }) return await Follow(execution, question, ct);
        using var page = new PageWatch(live, clock, attempt, ct);
        try
        {
            return await Follow(execution, question, page.Token);
        }
        catch (OperationCanceledException) when (page.IsGone && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task Moved(CodeExecution execution, Question question, CancellationToken ct)
    {
        if (execution.Attempt is { } attempt) await live.Publish(LiveTopics.Attempt(attempt), new ExecutionMoved(execution, question), ct);
    }

    private async Task<CodeExecution> Follow(CodeExecution execution, Question question, CancellationToken ct)
    {
        var tests = ExecutionPlan.Tests(execution, question).ToDictionary(t => t.Number);
        var compared = ExecutionPlan.Compares(execution, question);
        try
        {
            await foreach (var message in runner.Run(ExecutionPlan.Request(execution, question), ct))
                execution = await Take(execution, tests, compared, message, ct);
        }
        catch (RunnerUnavailableException e) when (execution.Compile is not null)
        {
            throw new RunnerUnavailableException(e.Message, e) { Began = true };
        }

        // A verdict that is our fault is never kept while another try may give the right one.
        return execution.Compile is { Verdict: Verdict.SystemError } || execution.Tests.Any(t => t.Verdict == Verdict.SystemError) || IsIncomplete(execution, tests.Count)
            ? throw new RunnerUnavailableException("The sandbox did not give a verdict.") { Began = true }
            : execution;
    }

    private async Task<CodeExecution> Take(
        CodeExecution execution, Dictionary<int, TestCase> tests, bool compared, RunnerMessage message, CancellationToken ct) => message switch
        {
            Compiled compiled => await Compiled(execution, compiled, ct),
            Tested tested => await Tested(execution, tests, compared, ExecutionPlan.OnOurScale(tested), ct),
            Completed completed => execution with
            {
                Worker = completed.Worker,
                Toolchain = completed.Toolchain,
                Limits = completed.Limits,
                Hashes = completed.Hashes,
            },
            _ => execution,
        };

    private static bool IsIncomplete(CodeExecution execution, int tests) =>
        execution.Compile is null || (execution.Compile.Verdict == Verdict.Accepted && execution.Tests.Count < tests);

    private async Task<CodeExecution> Compiled(CodeExecution execution, Compiled compiled, CancellationToken ct)
    {
        var outcome = new CompileOutcome(compiled.Verdict, compiled.Output);
        if (execution.Attempt is { } attempt && outcome.Verdict != Verdict.SystemError)
            await live.Publish(LiveTopics.Attempt(attempt), new ExecutionCompiled(execution.Id, outcome), ct);
        return execution with { Compile = outcome };
    }

    private async Task<CodeExecution> Tested(
        CodeExecution execution, Dictionary<int, TestCase> tests, bool compared, Tested tested, CancellationToken ct)
    {
        var outcome = ExecutionPlan.Keep(tested, execution.Stdin is not null);
        if (execution.Attempt is { } attempt && outcome.Verdict != Verdict.SystemError)
            await live.Publish(LiveTopics.Attempt(attempt), new TestRan(execution.Id, tests[outcome.Number], outcome, compared), ct);
        return execution with { Tests = [.. execution.Tests, outcome] };
    }
}
