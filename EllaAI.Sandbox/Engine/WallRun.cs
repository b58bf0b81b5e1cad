using System.Text;

namespace EllaAI.Sandbox.Engine;

/// <summary>One program to start inside a wall. The first argument is an absolute path; limits are final (no factor comes later).</summary>
/// <param name="SealWork">The work folder is read-only from this run on.</param>
/// <param name="ReservedMb">MiB that it may reserve beyond its limit of memory. Counts only where no group bounds what it uses.</param>
/// <param name="StackMb">MiB of stack of the first thread.</param>
public sealed record WallRun(
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Environment,
    Core.Execution.Limits Limits,
    bool SealWork,
    int ReservedMb = 0,
    int StackMb = 64)
{
    public IReadOnlyList<string> Arguments { get; } = Arguments;

    public IReadOnlyList<string> Environment { get; } = Environment;

    /// <summary>Both, each string with its zero, as process 1 wants them. Made once, for runs that are asked for often.</summary>
    internal byte[] Strings => field ??= Encoding.UTF8.GetBytes(string.Concat(Arguments.Concat(Environment).Select(s => s + '\0')));

    /// <summary>What it leaves in <c>/tmp</c> stays until the next run or file, so that it can be read back.</summary>
    public bool Hold { get; init; }
}

/// <summary>Why the supervisor ended a run.</summary>
public enum StopCause
{
    None,
    Cpu,
    Wall,
    Output,
    Memory,
    Stopped,
}

/// <param name="ExitCode">Null when a signal ended it.</param>
/// <param name="MemoryKb">KiB at most of the whole tree, as the kernel charges its group: in steps, and without files that others had read before.</param>
/// <param name="ResidentKb">KiB at most of the largest process, shared files included; never less than what process 1 itself has, about 1 MiB.</param>
/// <param name="Signal">0 when it exited.</param>
/// <param name="ExecError">An errno when the program could not be started at all.</param>
public sealed record WallResult(
    int? ExitCode,
    int Signal,
    StopCause Cause,
    int ExecError,
    bool Truncated,
    long CpuUs,
    long WallUs,
    long MemoryKb,
    long ResidentKb,
    byte[] Stdout,
    byte[] Stderr);
