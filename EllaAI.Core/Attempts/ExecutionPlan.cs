using System.Globalization;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>What an execution asks of the sandbox, and how what comes back is kept.</summary>
public static class ExecutionPlan
{
    private const int MaxCases = 200;

    private static readonly TestCase _ownInput = new(1, "Your input", "", "", Visible: true, Weight: 0);

    /// <summary>The tests of this execution in order: own input, the visible ones, or all.</summary>
    public static IReadOnlyList<TestCase> Tests(CodeExecution execution, Question question) => execution switch
    {
        { Stdin: { } stdin } => [_ownInput with { Stdin = stdin }],
        { Kind: ExecutionKind.Run } => [.. question.Tests.Where(t => t.Visible)],
        _ => question.Tests,
    };

    /// <summary>Whether each test has an expected output to show beside the program's own.</summary>
    public static bool Compares(CodeExecution execution, Question question) => execution.Stdin is null && question is { UnitTests.Count: 0, Interactor: null };

    public static RunRequest Request(CodeExecution execution, Question question) => question.Request(
        execution.Id.Value.ToString("N"), execution.Language, execution.Source, Tests(execution, question),
        execution.Stdin is not null, execution.Kind == ExecutionKind.Run);

    /// <summary>Parts of full marks are from 0 to 1: a score on another scale says nothing, and is the author's mistake.</summary>
    public static Tested OnOurScale(Tested tested) => tested.RawScore is > 1
        ? tested with { Verdict = Verdict.SystemError, Score = 0, Note = $"The question's checker wrote the score {tested.RawScore:0.###}; here a score is from 0 to 1." }
        : tested;

    public static TestOutcome Keep(Tested tested, bool ownInput)
    {
        var most = ownInput ? 64_000 : 4_000;
        return new(
            int.Parse(tested.TestId, CultureInfo.InvariantCulture), tested.Verdict, tested.ExitCode, tested.Signal, tested.CpuMs, tested.WallMs,
            tested.MemoryKb, Cut(tested.Stdout, most), Cut(tested.Stderr, 4_000), tested.Note)
        {
            Score = tested.Score,
            StdoutHash = RunHashes.OfText(tested.Stdout),
            Cases = [.. tested.Cases.Take(MaxCases).Select(c => c with { Name = Cut(c.Name, 200), Message = Cut(c.Message, 1_000) })],
        };
    }

    /// <summary>
    /// Whatever a program printed, what is kept of it must fit into a document: of very much, or of what JSON writes at length,
    /// less is kept. Verdicts and hashes are of all of it.
    /// </summary>
    public static CodeExecution Fit(CodeExecution execution)
    {
        foreach (var most in (int[])[1_000, 200, 0])
        {
            if (CommitRules.Size(execution) <= CommitRules.MaxBodyBytes * 9 / 10) return execution;
            execution = execution with
            {
                Tests =
                [
                    .. execution.Tests.Select(t => t with
                    {
                        Stdout = Cut(t.Stdout, most), Stderr = Cut(t.Stderr, most), Note = Cut(t.Note, most), Cases = [.. t.Cases.Take(most)],
                    }),
                ],
            };
        }

        return execution;
    }

    /// <summary>The run with all that it needs to be done again.</summary>
    public static RunBundle Bundle(CodeExecution execution, Question question) => new(
        RunBundle.Current,
        Request(execution, question),
        new(
            new(execution.Compile?.Verdict ?? Verdict.SystemError, 0, execution.Compile?.Output ?? ""),
            [.. execution.Tests.Select(t => new BundledTest(
                t.Number.ToString(CultureInfo.InvariantCulture), t.Verdict, t.Score, t.ExitCode, t.Signal, t.CpuMs, t.WallMs, t.MemoryKb, t.StdoutHash, t.Note))],
            execution.Worker.Length == 0 ? null : new(execution.Worker, execution.Toolchain) { Limits = execution.Limits, Hashes = execution.Hashes }));

    private static string Cut(string text, int most) => text.Length <= most
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, most)}\n… cut: {text.Length - most:N0} more characters");
}
