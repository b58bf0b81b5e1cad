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
            Checker = Checker(request.Checker),
            Interactive = request.Interactive,
            Interactor = Program(request.Interactor),
        };
        call.Files.AddRange(Files(request.Files));
        if (request.Function is { } function) call.Function = Function(function);
        if (request.UnitTests is { } tests) call.UnitTests = new() { Runner = tests.Runner, Files = { Files(tests.Files) } };
        call.Tests.AddRange(request.Tests.Select(Test));
        return call;
    }

    public static RunnerMessage Message(RunReply reply) => reply.MessageCase switch
    {
        RunReply.MessageOneofCase.Compiled => new Compiled(KebabName.Parse<Verdict>(reply.Compiled.Verdict), reply.Compiled.WallMs, reply.Compiled.Output),
        RunReply.MessageOneofCase.Tested => Tested(reply.Tested),
        RunReply.MessageOneofCase.Completed => Completed(reply.Completed),
        _ => throw new RunnerUnavailableException("The sandbox is newer than this server: it says something unknown."),
    };

    public static RunnerStatus Status(StatusReply reply) => new(
        reply.Worker, reply.Isolation, reply.Capacity, reply.Running, reply.Queued,
        [.. reply.Languages.Select(l => new LanguageInfo(l.Id, l.Name, l.Version, l.Available, l.MonacoId, l.FileName, l.Starter))]);

    private static Tested Tested(TestedReply t) => new(
        t.TestId, KebabName.Parse<Verdict>(t.Verdict), t.HasExitCode ? t.ExitCode : null, t.HasSignal ? t.Signal : null,
        t.CpuMs, t.WallMs, t.MemoryKb, t.Stdout, t.Stderr, t.Truncated, t.Note)
    {
        Score = t.Score,
        RawScore = t.HasRawScore ? t.RawScore : null,
        Cases = [.. t.Cases.Select(c => new UnitCase(c.Name, KebabName.Parse<Verdict>(c.Verdict), c.WallMs, c.Message))],
    };

    private static Completed Completed(CompletedReply c) => new(c.Worker, c.Toolchain)
    {
        Limits = c.Limits is { } l ? new(l.CpuMs, l.WallMs, l.MemoryMb, l.OutputKb, l.Processes, l.DiskMb, l.OpenFiles) : null,
        Hashes = new(c.CodeHash, c.TestsHash, c.CheckerHash),
    };

    private static CheckerSpec Checker(Checker checker) => new()
    {
        Kind = KebabName.Of(checker.Kind),
        IgnoreCase = checker.IgnoreCase,
        TellPresentation = checker.TellPresentation,
        AbsoluteTolerance = checker.AbsoluteTolerance,
        RelativeTolerance = checker.RelativeTolerance,
        Program = Program(checker.Program),
    };

    private static EllaAI.Wire.Runner.Program? Program(SourceProgram? program) =>
        program is null ? null : new() { Language = program.Language, Files = { Files(program.Files) } };

    public static FunctionSpec Function(FunctionSignature function) => new()
    {
        Name = function.Name,
        Parameters = { function.Parameters.Select(p => new Parameter { Name = p.Name, Type = Type(p.Type) }) },
        Returns = Type(function.Returns),
    };

    private static EllaAI.Wire.Runner.DataType Type(Core.Execution.DataType type)
    {
        var wire = new EllaAI.Wire.Runner.DataType { Kind = KebabName.Of(type.Kind) };
        if (type.Item is { } item) wire.Item = Type(item);
        return wire;
    }

    private static IEnumerable<EllaAI.Wire.Runner.File> Files(IEnumerable<SourceFile> files) =>
        files.Select(f => new EllaAI.Wire.Runner.File { Name = f.Name, Text = f.Text });

    private static Test Test(TestInput input)
    {
        var test = new Test { Id = input.Id, Stdin = input.Stdin };
        if (input.Expected is { } expected) test.Expected = expected;
        test.CheckerArguments.AddRange(input.CheckerArguments);
        test.Arguments.AddRange(input.Arguments);
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
