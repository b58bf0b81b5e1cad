using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Engine;

/// <summary>From what the supervisor saw to what the reader is told.</summary>
internal static class Verdicts
{
    public static Tested Of(TestInput test, WallResult result, Language language, Limits limits, Checker checker)
    {
        var (verdict, note) = Judged(test, result, language, limits, checker);
        return new(
            test.Id, verdict, result.ExitCode, SignalName.Of(result.Signal), (int)(result.CpuUs / 1000), (int)(result.WallUs / 1000), result.MemoryKb,
            Encoding.UTF8.GetString(result.Stdout), CleanPaths(Encoding.UTF8.GetString(result.Stderr)), result.Truncated, note);
    }

    public static Tested Lost(TestInput test, string note) =>
        new(test.Id, Verdict.SystemError, null, null, 0, 0, 0, "", "", false, note);

    /// <summary>The reader knows file names, not where the wall keeps them.</summary>
    public static string CleanPaths(string text) => text.Replace("/work/", "", StringComparison.Ordinal);

    private static (Verdict, string) Judged(TestInput test, WallResult result, Language language, Limits limits, Checker checker) => result switch
    {
        { ExecError: not 0 } => (Verdict.SystemError, "The program could not be started."),
        { Cause: StopCause.Output } => (Verdict.OutputLimit, $"It printed more than {limits.OutputKb} KiB."),
        { Cause: StopCause.Memory } => (Verdict.MemoryLimit, $"It needed more than {limits.MemoryMb} MiB."),
        { Cause: StopCause.Cpu } => (Verdict.TimeLimit, $"It used more than {limits.CpuMs} ms of processor time."),
        { Cause: StopCause.Wall } => (Verdict.WallLimit, $"It did not end within {limits.WallMs} ms."),
        { ExitCode: not 0 } when HeapFull(result, language) => (Verdict.MemoryLimit, $"It needed more than {limits.MemoryMb} MiB."),
        { ExitCode: null } => (Verdict.RuntimeError, $"It was ended by {SignalName.Of(result.Signal)}."),
        { ExitCode: not 0 } => (Verdict.RuntimeError, $"It ended with code {result.ExitCode}."),
        _ when test.Expected is null => (Verdict.Accepted, ""),
        _ => Judge.Compare(checker, result.Stdout, test.Expected),
    };

    private static bool HeapFull(WallResult result, Language language)
    {
        var said = Encoding.UTF8.GetString(result.Stderr);
        return language.OutOfMemory.Any(mark => said.Contains(mark, StringComparison.Ordinal));
    }
}
