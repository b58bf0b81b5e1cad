using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Judging;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Engine;

/// <summary>From what the supervisor saw to what the reader is told.</summary>
internal static class Verdicts
{
    /// <param name="decided">Stands whatever the result says.</param>
    public static Tested Of(TestInput test, WallResult result, Language language, Limits limits, IAnswerJudge judge, Judgement? decided = null)
    {
        var stdout = Encoding.UTF8.GetString(result.Stdout);
        var judgement = decided ?? Judged(test, result, stdout, language, limits, judge);
        return new(
            test.Id, judgement.Verdict, result.ExitCode, Signal(result), (int)(result.CpuUs / 1000), (int)(result.WallUs / 1000), result.MemoryKb,
            stdout, CleanPaths(Encoding.UTF8.GetString(result.Stderr)), result.Truncated, judgement.Note)
        {
            Score = judgement.Score,
            RawScore = judgement.RawScore,
        };
    }

    public static Tested Lost(TestInput test, string note) =>
        new(test.Id, Verdict.SystemError, null, null, 0, 0, 0, "", "", false, note);

    /// <summary>The reader knows file names, not where the wall keeps them.</summary>
    public static string CleanPaths(string text) => text.Replace("/work/", "", StringComparison.Ordinal);

    private static Judgement Judged(TestInput test, WallResult result, string stdout, Language language, Limits limits, IAnswerJudge judge) => result switch
    {
        // A compiler can be talked into making what no kernel starts.
        { ExecError: not 0 } when language.Run.Arguments[0].StartsWith("/work/", StringComparison.Ordinal) => new(Verdict.RuntimeError, "The program could not be started."),
        { ExecError: not 0 } => new(Verdict.SystemError, "The program could not be started."),
        { Cause: StopCause.Output } => new(Verdict.OutputLimit, $"It printed more than {limits.OutputKb} KiB."),
        { Cause: StopCause.Memory } => new(Verdict.MemoryLimit, $"It needed more than {limits.MemoryMb} MiB."),
        { Cause: StopCause.Cpu } => new(Verdict.TimeLimit, $"It used more than {limits.CpuMs} ms of processor time."),
        { Cause: StopCause.Wall } => new(Verdict.WallLimit, $"It did not end within {limits.WallMs} ms."),
        { ExitCode: not 0 } when HeapFull(result, language) => new(Verdict.MemoryLimit, $"It needed more than {limits.MemoryMb} MiB."),
        { ExitCode: null } => new(Verdict.RuntimeError, $"It was ended by {SignalName.Of(result.Signal)}."),
        { ExitCode: not 0 } => new(Verdict.RuntimeError, $"It ended with code {result.ExitCode}."),
        _ => judge.Judge(test, result.Stdout, stdout),
    };

    // One that was stopped since all was decided did not end by a signal of its own.
    private static string? Signal(WallResult result) => result.Cause == StopCause.Stopped ? null : SignalName.Of(result.Signal);

    private static bool HeapFull(WallResult result, Language language)
    {
        var said = Encoding.UTF8.GetString(result.Stderr);
        return language.OutOfMemory.Any(mark => said.Contains(mark, StringComparison.Ordinal));
    }
}
