using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>Also the client's idempotency key: asking twice with one key is asking once.</summary>
public readonly record struct ExecutionId(Guid Value) : IId<ExecutionId>
{
    public static ExecutionId Of(Guid value) => new(value);
}

public enum ExecutionKind
{
    /// <summary>Visible tests, or the candidate's own input. Never scored.</summary>
    Run,

    /// <summary>All tests. Scored.</summary>
    Submit,
}

public enum ExecutionState
{
    Queued,
    Running,
    Finished,

    /// <summary>We could not run it, after several tries. Never held against the candidate.</summary>
    Failed,

    /// <summary>Nobody waited for it any more: the page was closed. Runs only, never a submission.</summary>
    Stopped,
}

public sealed record CompileOutcome(Verdict Verdict, string Output);

/// <param name="Number">Of the <see cref="TestCase"/>.</param>
public sealed record TestOutcome(
    int Number, Verdict Verdict, int? ExitCode, string? Signal, int CpuMs, int WallMs, long MemoryKb, string Stdout, string Stderr, string Note)
{
    /// <summary>From 0 to 1, as in <see cref="Tested.Score"/>.</summary>
    public double Score { get; init; } = Verdict == Verdict.Accepted ? 1 : 0;

    public IReadOnlyList<UnitCase> Cases { get; init; } = [];

    /// <summary>Of all that it printed, also where <see cref="Stdout"/> is cut; empty for old ones. See <see cref="RunHashes.OfText"/>.</summary>
    public string StdoutHash { get; init; } = "";
}

/// <summary>One piece of code to run, and what became of it.</summary>
/// <param name="Subject">The attempt's id, the invitation's for practice, or <see cref="RunOnQuestion.Subject"/>.</param>
/// <param name="Stdin">The candidate's own input instead of the tests; null otherwise.</param>
public sealed record CodeExecution(
    ExecutionId Id,
    string Subject,
    AttemptId? Attempt,
    QuestionId Question,
    ExecutionKind Kind,
    string Language,
    string Source,
    string? Stdin,
    DateTimeOffset RequestedAt)
{
    public const string Collection = "execution";

    /// <summary>How often we start one before it is our failure.</summary>
    public const int MaxStarts = 3;

    /// <summary>
    /// How often a process of ours may end beneath one. That is hardly ever the code's doing, and such ends come in rows: a
    /// machine that restarts over and over must cost no candidate a verdict. Yet code that ended us each time would do so for ever.
    /// </summary>
    public const int MaxLosses = 25;

    public static IndexSpec OfSubject { get; } = new(Collection, "execution-of-subject", ["subject"], "requestedAt");

    public static IndexSpec InState { get; } = new(Collection, "execution-in-state", ["state"], "requestedAt", AcrossCompanies: true);

    public ExecutionState State { get; init; }

    /// <summary>Those that were lost with their process are not among them.</summary>
    public int Starts { get; init; }

    /// <summary>How often the process that ran it ended beneath it.</summary>
    public int Losses { get; init; }

    /// <summary>The process that runs it, see <see cref="Operations.Instance"/>; empty when none does.</summary>
    public string Owner { get; init; } = "";

    /// <summary>True when the end of the attempt submitted what stood in the editor.</summary>
    public bool Automatic { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public CompileOutcome? Compile { get; init; }

    public IReadOnlyList<TestOutcome> Tests { get; init; } = [];

    public Verdict? Verdict { get; init; }

    public int? Points { get; init; }

    /// <summary>Versions that made the verdict, so that it can be reproduced.</summary>
    public string Worker { get; init; } = "";

    public string Toolchain { get; init; } = "";

    /// <summary>What the program really got; null when it did not come so far.</summary>
    public Limits? Limits { get; init; }

    public RunHashes Hashes { get; init; } = RunHashes.None;

    public bool IsOver => State is ExecutionState.Finished or ExecutionState.Failed or ExecutionState.Stopped;

    /// <summary>The same text in the same language, not lost through our fault.</summary>
    public bool IsSubmissionOf(QuestionId question, string language, string source) =>
        Kind == ExecutionKind.Submit && State != ExecutionState.Failed && Question == question && Language == language && Source == source;

    public Result<CodeExecution> Start(string owner) => this switch
    {
        { State: not ExecutionState.Queued } => ExecutionProblems.NotQueued,
        _ => this with { State = ExecutionState.Running, Starts = Starts + 1, Owner = owner },
    };

    /// <summary>The worker is gone: again, or given up after <see cref="MaxStarts"/>.</summary>
    /// <param name="counted">False when no worker had begun.</param>
    public CodeExecution Interrupted(bool counted, DateTimeOffset now) =>
        Starts >= MaxStarts && counted ? GivenUp(now) : Again(counted ? Starts : Starts - 1);

    /// <summary>Its <see cref="Owner"/> is gone: again, or given up after <see cref="MaxLosses"/>.</summary>
    public CodeExecution Lost(DateTimeOffset now) =>
        this with { Losses = Losses + 1 } is var lost && lost.Losses >= MaxLosses ? lost.GivenUp(now) : lost.Again(Starts - 1);

    public CodeExecution Stopped(DateTimeOffset now) => this with { State = ExecutionState.Stopped, FinishedAt = now, Owner = "" };

    private CodeExecution Again(int starts) => this with { State = ExecutionState.Queued, Owner = "", Starts = starts };

    private CodeExecution GivenUp(DateTimeOffset now) =>
        this with { State = ExecutionState.Failed, Verdict = Core.Execution.Verdict.SystemError, FinishedAt = now, Owner = "" };
}

public static class ExecutionProblems
{
    public static Problem NotQueued { get; } = new("execution-not-queued", "This execution has already been taken up.", ProblemKind.Conflict);

    public static Problem Empty { get; } = new("empty-source", "There is no code yet. Write something first.");

    public static Problem TooLarge { get; } =
        new("too-large", $"Code can have at most {RequestExecution.MaxSource:N0} characters, own input {RequestExecution.MaxStdin:N0}.", ProblemKind.TooLarge);

    public static Problem Busy { get; } =
        new("busy", "Your earlier runs are still going. Wait for them to end, then try again.", ProblemKind.TooMany);

    public static Problem NoSuchLanguage { get; } = new("language-unavailable", "This language is not offered in this assessment.");
}
