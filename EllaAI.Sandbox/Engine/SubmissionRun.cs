using System.Diagnostics;
using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Judging;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Engine;

/// <summary>One submission in one wall: files in, compile once, every test, and out. Blocks; the caller gives it a thread.</summary>
internal sealed class SubmissionRun(Submission submission, Language language, RunRequest request, IReadOnlyList<string> names)
{
    private static readonly Limits CompileLimits = new(CpuMs: 20_000, WallMs: 30_000, MemoryMb: 1024, OutputKb: 64, Processes: 256, DiskMb: 256, OpenFiles: 1024);

    private readonly Limits _limits = request.Limits with
    {
        CpuMs = (int)(request.Limits.CpuMs * language.TimeFactor),
        WallMs = (int)(request.Limits.WallMs * language.TimeFactor),
    };

    private readonly string _entryClass = language.EntryClass?.Of(names[0], request.Files[0].Text) ?? "";

    /// <summary>The command of every test without arguments of its own.</summary>
    private WallRun? _usual;

    /// <summary>What the program really gets: the factor, and what the language's own machinery needs.</summary>
    public Limits Given => _limits with
    {
        MemoryMb = _limits.MemoryMb + language.MemoryExtraMb,
        Processes = _limits.Processes + language.ProcessesExtra,
    };

    public SubmissionRun(Submission submission) : this(submission, submission.Language, submission.Request, submission.Names)
    {
    }

    /// <param name="warm">Asked first; what it is not sure of is compiled in the wall, as is everything without it.</param>
    public Compiled Compile(Wall wall, WarmCompilers? warm = null) => submission.Read(Compiled(wall, warm));

    public Tested Test(Wall wall, TestInput test, IAnswerJudge judge)
    {
        try
        {
            return submission.Read(Tested(wall, test, submission.Stdin(test), judge));
        }
        catch (FormatException e)
        {
            return Verdicts.Lost(test, e.Message);
        }
    }

    private Compiled Compiled(Wall wall, WarmCompilers? warm)
    {
        foreach (var (file, name) in request.Files.Zip(names)) wall.Write(name, Encoding.UTF8.GetBytes(file.Text));
        if (language.Compile is not { } step) return new(Verdict.Accepted, 0, "");
        var (command, asked) = (Command(step, CompileLimits, CompileLimits, seal: false), Stopwatch.GetTimestamp());
        if (warm?.Compile(wall, language, command, Sources()) is { } compiled) return compiled;
        var spent = (int)Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        var result = wall.Run(command, default);
        var output = Verdicts.CleanPaths((Encoding.UTF8.GetString(result.Stdout) + Encoding.UTF8.GetString(result.Stderr)).Trim());
        var ms = spent + (int)(result.WallUs / 1000);
        return result switch
        {
            { ExecError: not 0 } => new(Verdict.SystemError, ms, "The compiler could not be started."),
            { Cause: StopCause.None, ExitCode: 0 } => new(Verdict.Accepted, ms, step.Chatty ? "" : output),
            { Cause: StopCause.None, ExitCode: not null } => new(Verdict.CompileError, ms, output),
            // It waited for its turn on a busy machine rather than worked: that says nothing of the program.
            { Cause: StopCause.Wall } when result.CpuUs < CompileLimits.CpuMs * 500L => new(Verdict.SystemError, ms, "The compiler was not given enough time."),
            _ => new(Verdict.CompileError, ms, $"{output}\nThe compiler was stopped: {Reason(result)}.".Trim()),
        };
    }

    private Tested Tested(Wall wall, TestInput test, byte[] stdin, IAnswerJudge judge)
    {
        var given = Given;
        var command = test.Arguments.Count == 0 ? _usual ??= Command(language.Run, _limits, given, seal: true) : Command(language.Run, _limits, given, seal: true, test.Arguments);
        var (result, decided) = judge is Interactor interactor ? interactor.Run(wall, command, test) : (wall.Run(command, stdin), null);
        if (result.MemoryKb > given.MemoryMb * 1024L) result = result with { Cause = StopCause.Memory };
        return Verdicts.Of(test, result with { MemoryKb = Told(result, given) }, language, _limits, judge, decided);
    }

    // Charges decide; they come in steps and can be none for a small program, so that its resident memory says more. That counts
    // libraries of the host too, which no limit is about.
    private static long Told(WallResult result, Limits given) => Math.Max(result.MemoryKb, Math.Min(result.ResidentKb, given.MemoryMb * 1024L));

    private CompilerFile[] Sources() => [.. request.Files.Zip(names, (file, name) => new CompilerFile(name, Encoding.UTF8.GetBytes(file.Text)))];

    private WallRun Command(Step step, Limits told, Limits given, bool seal, IReadOnlyList<string>? more = null) =>
        new([.. CommandLine.Arguments(step, names, told, _entryClass), .. more ?? []], CommandLine.Environment(step, names, told), given, seal, language.ReservedMb);

    private static string Reason(WallResult result) => result.Cause switch
    {
        StopCause.Cpu or StopCause.Wall => "it took too long",
        StopCause.Memory => "it needed too much memory",
        StopCause.Output => "it printed too much",
        _ => $"ended by {SignalName.Of(result.Signal)}",
    };
}
