namespace EllaAI.Core.Execution;

/// <summary>What a runner streams back: <see cref="Compiled"/>, then one <see cref="Tested"/> a test, then <see cref="Completed"/>.</summary>
public abstract record RunnerMessage;

/// <param name="Verdict"><see cref="Verdict.Accepted"/>, <see cref="Verdict.CompileError"/> or <see cref="Verdict.SystemError"/>; after the last two no test follows.</param>
/// <param name="Output">The compiler's message, paths cleaned, bounded.</param>
public sealed record Compiled(Verdict Verdict, int WallMs, string Output) : RunnerMessage;

/// <param name="ExitCode">Null when a signal ended it.</param>
/// <param name="Signal">A name such as <c>SIGSEGV</c>.</param>
/// <param name="CpuMs">Processor milliseconds of the whole tree.</param>
/// <param name="MemoryKb">Peak KiB of the whole tree.</param>
/// <param name="Stdout">Cut at the output limit; invalid UTF-8 is replaced.</param>
/// <param name="Note">One sentence for the reader, such as where the answer first differs; empty when there is nothing to say. Holds no expected output.</param>
public sealed record Tested(
    string TestId,
    Verdict Verdict,
    int? ExitCode,
    string? Signal,
    int CpuMs,
    int WallMs,
    long MemoryKb,
    string Stdout,
    string Stderr,
    bool Truncated,
    string Note) : RunnerMessage
{
    /// <summary>From 0 to 1. Only a checker that is a program gives parts; else 1 for accepted and 0 for the rest.</summary>
    public double Score { get; init; } = Verdict == Verdict.Accepted ? 1 : 0;

    /// <summary>
    /// The number that a checker wrote into <c>score.txt</c>, of whatever scale; null when it wrote none. <see cref="Score"/> is
    /// this number, cut at 1, or the one in <c>score_multiplier.txt</c>.
    /// </summary>
    public double? RawScore { get; init; }

    /// <summary>What the test runner reported, of a run with <see cref="RunRequest.UnitTests"/>.</summary>
    public IReadOnlyList<UnitCase> Cases { get; init; } = [];
}

/// <summary>The end of a run, with what a later rerun needs to be compared.</summary>
/// <param name="Worker">Version of the sandbox worker.</param>
/// <param name="Toolchain">Version of the language, such as <c>Python 3.11.2</c>.</param>
public sealed record Completed(string Worker, string Toolchain) : RunnerMessage
{
    /// <summary>What the program really got, the language's factor included; null when it did not come so far.</summary>
    public Limits? Limits { get; init; }

    public RunHashes Hashes { get; init; } = RunHashes.None;
}
