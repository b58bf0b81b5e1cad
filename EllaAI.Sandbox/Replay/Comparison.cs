using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Replay;

/// <summary>What a run said then, and what it says now. Only verdicts and scores decide; times are shown.</summary>
/// <param name="Notes">What else is not as it was: worker, toolchain, limits, what was judged. One sentence each.</param>
internal sealed record Comparison(ComparedCompile Compile, IReadOnlyList<ComparedTest> Tests, IReadOnlyList<string> Notes)
{
    public bool Same => Compile.Same && Tests.All(t => t.Same);

    public static Comparison Of(RunResult was, RunResult now)
    {
        var then = was.Tested.ToLookup(t => t.TestId);
        var again = now.Tested.ToLookup(t => t.TestId);
        var ids = was.Tested.Concat(now.Tested).Select(t => t.TestId).Distinct(StringComparer.Ordinal);
        return new(
            new(was.Compiled.Verdict, now.Compiled.Verdict),
            [.. ids.Select(id => new ComparedTest(id, then[id].FirstOrDefault(), again[id].FirstOrDefault()))],
            [.. Notable(was.Completed, now.Completed)]);
    }

    private static IEnumerable<string> Notable(Completed? was, Completed? now)
    {
        if (was is null || now is null)
        {
            if (was is null) yield return "The bundle does not say what made its verdicts.";
            yield break;
        }
        if (was.Worker != now.Worker) yield return $"The worker was {was.Worker} and is {now.Worker}.";
        if (was.Toolchain != now.Toolchain) yield return $"The language was {was.Toolchain} and is {now.Toolchain}.";
        if (was.Limits is { } given && given != now.Limits) yield return $"The limits were {Text(given)} and are {Text(now.Limits)}.";
        var (before, after) = (was.Hashes, now.Hashes);
        if (Changed(before.Code, after.Code)) yield return "The code is not what was judged then: its hash differs.";
        if (Changed(before.Tests, after.Tests)) yield return "The tests are not what they were: their hash differs.";
        if (Changed(before.Checker, after.Checker)) yield return "The checker is not what it was: its hash differs.";
    }

    private static bool Changed(string before, string after) => before.Length > 0 && before != after;

    private static string Text(Limits? limits) => limits is null
        ? "unknown"
        : $"{limits.CpuMs} ms CPU, {limits.WallMs} ms wall, {limits.MemoryMb} MiB, {limits.OutputKb} KiB output, {limits.Processes} processes, {limits.DiskMb} MiB disk, {limits.OpenFiles} files";
}

internal sealed record ComparedCompile(Verdict Was, Verdict Is)
{
    public bool Same => Was == Is;
}

/// <param name="Was">Null when it was not run then.</param>
/// <param name="Is">Null when it does not run now.</param>
internal sealed record ComparedTest(string Id, BundledTest? Was, BundledTest? Is)
{
    /// <summary>Sums of a checker program's parts may round differently elsewhere.</summary>
    private const double Close = 1e-9;

    public bool Same => Was is not null && Is is not null && Was.Verdict == Is.Verdict && Math.Abs(Was.Score - Is.Score) <= Close;

    /// <summary>Where a run was stopped from outside, what it had printed by then is chance.</summary>
    public bool SameOutput => Was is not { StdoutHash.Length: > 0 } || Is is null || IsStopped(Was.Verdict) || IsStopped(Is.Verdict) || Was.StdoutHash == Is.StdoutHash;

    private static bool IsStopped(Verdict verdict) =>
        verdict is Verdict.TimeLimit or Verdict.WallLimit or Verdict.MemoryLimit or Verdict.OutputLimit or Verdict.SystemError;
}
