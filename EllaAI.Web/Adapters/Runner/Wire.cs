using EllaAI.Core.Execution;
using EllaAI.Wire.Runner;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Between the contract and the wire, on our side.</summary>
internal static class Wire
{
    public static RunCall Call(RunRequest request)
    {
        var call = new RunCall
        {
            Id = request.Id,
            Language = request.Language,
            Limits = Limits(request.Limits),
            Checker = request.Checker.ToString().ToLowerInvariant(),
            Interactive = request.Interactive,
        };
        call.Files.AddRange(request.Files.Select(f => new EllaAI.Wire.Runner.File { Name = f.Name, Text = f.Text }));
        call.Tests.AddRange(request.Tests.Select(Test));
        return call;
    }

    public static RunnerMessage Message(RunReply reply) => reply.MessageCase switch
    {
        RunReply.MessageOneofCase.Compiled => new Compiled(VerdictName.Parse(reply.Compiled.Verdict), reply.Compiled.WallMs, reply.Compiled.Output),
        RunReply.MessageOneofCase.Tested => Tested(reply.Tested),
        RunReply.MessageOneofCase.Completed => new Completed(reply.Completed.Worker, reply.Completed.Toolchain),
        _ => throw new RunnerUnavailableException("The sandbox is newer than this server: it says something unknown."),
    };

    public static RunnerStatus Status(StatusReply reply) => new(
        reply.Worker, reply.Isolation, reply.Capacity, reply.Running, reply.Queued,
        [.. reply.Languages.Select(l => new LanguageInfo(l.Id, l.Name, l.Version, l.Available, l.MonacoId, l.FileName, l.Starter))]);

    private static Tested Tested(TestedReply t) => new(
        t.TestId, VerdictName.Parse(t.Verdict), t.HasExitCode ? t.ExitCode : null, t.HasSignal ? t.Signal : null,
        t.CpuMs, t.WallMs, t.MemoryKb, t.Stdout, t.Stderr, t.Truncated, t.Note);

    private static Test Test(TestInput input)
    {
        var test = new Test { Id = input.Id, Stdin = input.Stdin };
        if (input.Expected is { } expected) test.Expected = expected;
        return test;
    }

    private static RunLimits Limits(Limits limits) => new()
    {
        CpuMs = limits.CpuMs,
        WallMs = limits.WallMs,
        MemoryMb = limits.MemoryMb,
        OutputKb = limits.OutputKb,
        Processes = limits.Processes,
        DiskMb = limits.DiskMb,
        OpenFiles = limits.OpenFiles,
    };
}
