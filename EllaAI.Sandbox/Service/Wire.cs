using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Wire.Runner;

namespace EllaAI.Sandbox.Service;

/// <summary>Between the wire and the contract, on the worker's side.</summary>
internal static class Wire
{
    /// <exception cref="FormatException">The caller sent something that the contract does not know.</exception>
    public static RunRequest Request(RunCall call) => new(
        call.Id,
        call.Language,
        [.. call.Files.Select(f => new SourceFile(f.Name, f.Text))],
        [.. call.Tests.Select(t => new TestInput(t.Id, t.Stdin, t.HasExpected ? t.Expected : null))],
        Checked(call.Limits),
        Enum.TryParse<Checker>(call.Checker, ignoreCase: true, out var checker) ? checker : throw new FormatException($"No checker is called '{call.Checker}'."),
        call.Interactive);

    public static RunReply Reply(RunnerMessage message) => message switch
    {
        Compiled c => new() { Compiled = new() { Verdict = VerdictName.Of(c.Verdict), WallMs = c.WallMs, Output = c.Output } },
        Tested t => new() { Tested = Reply(t) },
        Completed c => new() { Completed = new() { Worker = c.Worker, Toolchain = c.Toolchain } },
        _ => throw new InvalidOperationException($"No wire form for {message.GetType().Name}."),
    };

    public static StatusReply Reply(RunnerStatus status)
    {
        var reply = new StatusReply
        {
            Worker = status.Worker,
            Isolation = status.Isolation,
            Capacity = status.Capacity,
            Running = status.Running,
            Queued = status.Queued,
        };
        reply.Languages.AddRange(status.Languages.Select(Reply));
        return reply;
    }

    private static TestedReply Reply(Tested test)
    {
        var reply = new TestedReply
        {
            TestId = test.TestId,
            Verdict = VerdictName.Of(test.Verdict),
            CpuMs = test.CpuMs,
            WallMs = test.WallMs,
            MemoryKb = test.MemoryKb,
            Stdout = test.Stdout,
            Stderr = test.Stderr,
            Truncated = test.Truncated,
            Note = test.Note,
        };
        if (test.ExitCode is { } code) reply.ExitCode = code;
        if (test.Signal is { } signal) reply.Signal = signal;
        return reply;
    }

    private static Language Reply(LanguageInfo language) => new()
    {
        Id = language.Id,
        Name = language.Name,
        Version = language.Version,
        Available = language.Available,
        MonacoId = language.MonacoId,
        FileName = language.FileName,
        Starter = language.Starter,
    };

    private static Limits Checked(RunLimits? limits)
    {
        if (limits is null) return Limits.Default;
        var read = new Limits(limits.CpuMs, limits.WallMs, limits.MemoryMb, limits.OutputKb, limits.Processes, limits.DiskMb, limits.OpenFiles);
        return LimitsRange.Problem(read) is { } problem ? throw new FormatException(problem) : read;
    }
}
