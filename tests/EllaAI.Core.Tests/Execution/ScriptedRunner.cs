using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EllaAI.Core.Execution;

namespace EllaAI.Core.Tests.Execution;

/// <summary>What goes wrong with one run.</summary>
public enum Trouble
{
    None,

    /// <summary>No worker answers.</summary>
    Unreachable,

    /// <summary>The worker dies after the first test.</summary>
    DiesMidway,

    /// <summary>The worker says itself that it failed.</summary>
    SystemError,

    /// <summary>The worker stops talking without an end.</summary>
    EndsEarly,
}

/// <summary>A sandbox whose programs say themselves which tests they pass: <c>passes 1 3</c>; <c>does not compile</c> does not.</summary>
public sealed class ScriptedRunner : ICodeRunner
{
    private readonly ConcurrentQueue<Trouble> _troubles = new();

    public ConcurrentQueue<RunRequest> Requests { get; } = new();

    /// <summary>Runs wait here for the test's word.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What programs are said to have got.</summary>
    public Limits? Limits { get; set; }

    /// <summary>Nobody answers when asked how it is.</summary>
    public bool IsDown { get; set; }

    /// <summary>What happens to the next runs, one each.</summary>
    public void Then(params Trouble[] troubles) => Array.ForEach(troubles, _troubles.Enqueue);

    public async IAsyncEnumerable<RunnerMessage> Run(RunRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        Requests.Enqueue(request);
        await Gate.WaitAsync(ct);
        var trouble = _troubles.TryDequeue(out var next) ? next : Trouble.None;
        if (trouble == Trouble.Unreachable) throw new RunnerUnavailableException("Nobody answers.");
        var source = request.Files[0].Text;
        if (source == "does not compile")
        {
            yield return new Compiled(Verdict.CompileError, 7, "line 1: not a program");
            yield break;
        }

        yield return new Compiled(trouble == Trouble.SystemError ? Verdict.SystemError : Verdict.Accepted, 5, "");
        if (trouble == Trouble.SystemError) yield break;
        foreach (var test in request.Tests)
        {
            yield return Test(test, source.Split(' ').Contains(test.Id) || test.Expected is null);
            if (trouble == Trouble.DiesMidway) throw new RunnerUnavailableException("The worker is gone.");
            if (trouble == Trouble.EndsEarly) yield break;
        }

        yield return new Completed("scripted 1", "Script 1.0") { Limits = Limits, Hashes = RunHashes.Of(request) };
    }

    public Task<RunnerStatus> Status(CancellationToken ct) => IsDown
        ? Task.FromException<RunnerStatus>(new RunnerUnavailableException("Nobody answers."))
        : Task.FromResult(new RunnerStatus(
            "scripted 1", "none: a script", 8, 0, 0, [new("python", "Python", "Script 1.0", true, "python", "main.py", "print()")]));

    public Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct) => IsDown
        ? Task.FromException<IReadOnlyDictionary<string, string>>(new RunnerUnavailableException("Nobody answers."))
        : Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["python"] = $"def {function.Name}(): pass\n" });

    private static Tested Test(TestInput test, bool passes) => new(
        test.Id, passes ? Verdict.Accepted : Verdict.WrongAnswer, 0, null, 12, 15, 2_048, $"printed for {test.Id}", "", false, passes ? "" : "Line 1 differs.");
}
