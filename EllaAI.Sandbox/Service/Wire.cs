using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Wire.Runner;

namespace EllaAI.Sandbox.Service;

/// <summary>Between the wire and the contract, on the worker's side.</summary>
internal static class Wire
{
    private static readonly string _incarnation = Guid.NewGuid().ToString("N");

    /// <exception cref="FormatException">The caller sent something that the contract does not know.</exception>
    public static RunRequest Request(RunCall call) => new(
        call.Id,
        call.Language,
        Files(call.Files),
        [.. call.Tests.Select(Test)],
        Checked(call.Limits),
        call.Checker is { } checker ? Checker(checker) : Core.Execution.Checker.Tokens,
        call.Interactive)
    {
        Function = call.Function is { } function ? Function(function) : null,
        Interactor = Program(call.Interactor),
        UnitTests = call.UnitTests is { } tests ? new(tests.Runner, Files(tests.Files)) : null,
    };

    /// <exception cref="FormatException">The caller sent something that the contract does not know.</exception>
    public static FunctionSignature Function(FunctionSpec function) =>
        new(function.Name, [.. function.Parameters.Select(p => new FunctionParameter(p.Name, Type(p.Type)))], Type(function.Returns));

    private static TestInput Test(Test test) =>
        new(test.Id, test.Stdin, test.HasExpected ? test.Expected : null) { Arguments = [.. test.Arguments], CheckerArguments = [.. test.CheckerArguments] };

    public static RunReply Reply(RunnerMessage message) => message switch
    {
        Compiled c => new() { Compiled = new() { Verdict = KebabName.Of(c.Verdict), WallMs = c.WallMs, Output = c.Output } },
        Tested t => new() { Tested = Reply(t) },
        Completed c => new() { Completed = Reply(c) },
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
            Incarnation = _incarnation,
        };
        reply.Languages.AddRange(status.Languages.Select(Reply));
        return reply;
    }

    public static StatusReply Load((int Capacity, int Running, int Queued) load) =>
        new() { Capacity = load.Capacity, Running = load.Running, Queued = load.Queued, Incarnation = _incarnation };

    public static StartersReply Reply(IReadOnlyDictionary<string, string> starters)
    {
        var reply = new StartersReply();
        foreach (var (language, text) in starters) reply.Starters.Add(language, text);
        return reply;
    }

    private static TestedReply Reply(Tested test)
    {
        var reply = new TestedReply
        {
            TestId = test.TestId,
            Verdict = KebabName.Of(test.Verdict),
            CpuMs = test.CpuMs,
            WallMs = test.WallMs,
            MemoryKb = test.MemoryKb,
            Stdout = test.Stdout,
            Stderr = test.Stderr,
            Truncated = test.Truncated,
            Note = test.Note,
            Score = test.Score,
        };
        reply.Cases.AddRange(test.Cases.Select(c => new Case { Name = c.Name, Verdict = KebabName.Of(c.Verdict), WallMs = c.WallMs, Message = c.Message }));
        if (test.ExitCode is { } code) reply.ExitCode = code;
        if (test.RawScore is { } raw) reply.RawScore = raw;
        if (test.Signal is { } signal) reply.Signal = signal;
        return reply;
    }

    private static CompletedReply Reply(Completed completed)
    {
        var (code, tests, checker) = completed.Hashes;
        var reply = new CompletedReply { Worker = completed.Worker, Toolchain = completed.Toolchain, CodeHash = code, TestsHash = tests, CheckerHash = checker };
        if (completed.Limits is { } limits)
            reply.Limits = new()
            {
                CpuMs = limits.CpuMs,
                WallMs = limits.WallMs,
                MemoryMb = limits.MemoryMb,
                OutputKb = limits.OutputKb,
                Processes = limits.Processes,
                DiskMb = limits.DiskMb,
                OpenFiles = limits.OpenFiles,
            };
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

    private static Checker Checker(CheckerSpec checker) => new(KebabName.Parse<CheckerKind>(checker.Kind))
    {
        IgnoreCase = checker.IgnoreCase,
        TellPresentation = checker.TellPresentation,
        AbsoluteTolerance = checker.AbsoluteTolerance,
        RelativeTolerance = checker.RelativeTolerance,
        Program = Program(checker.Program),
    };

    private static SourceProgram? Program(EllaAI.Wire.Runner.Program? program) => program is null ? null : new(program.Language, Files(program.Files));

    private static Core.Execution.DataType Type(EllaAI.Wire.Runner.DataType? type) => type is null
        ? throw new FormatException("A type is missing in the function's signature.")
        : new(KebabName.Parse<DataKind>(type.Kind), type.Item is null ? null : Type(type.Item));

    private static IReadOnlyList<SourceFile> Files(IEnumerable<EllaAI.Wire.Runner.File> files) => [.. files.Select(f => new SourceFile(f.Name, f.Text))];

    private static Limits Checked(RunLimits? limits)
    {
        if (limits is null) return Limits.Default;
        var read = new Limits(limits.CpuMs, limits.WallMs, limits.MemoryMb, limits.OutputKb, limits.Processes, limits.DiskMb, limits.OpenFiles);
        return LimitsRange.Problem(read) is { } problem ? throw new FormatException(problem) : read;
    }
}
