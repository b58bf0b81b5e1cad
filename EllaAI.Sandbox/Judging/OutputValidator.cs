using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// A program of the question's author that decides, by the ICPC output validator protocol: arguments are the input file, the
/// answer file and the feedback folder (with a slash behind it), then the test's own; the candidate's output is its standard
/// input; it ends with 42 for right and 43 for wrong. Anything else is a fault of the question.
/// </summary>
internal sealed class OutputValidator(SourceProgram source, WallPool pool, ProgramCache programs, CancellationToken ct) : IAnswerJudge
{
    private readonly SideWall _side = new(pool, ct);
    private QuestionProgram? _program;
    private Judgement? _useless;

    public Judgement Judge(TestInput test, ReadOnlyMemory<byte> answer, string text) => Ask(test, (wall, run) => Feedback.Read(wall, wall.Run(run, answer)));

    public void Dispose() => _side.Dispose();

    /// <summary>Prepares the program's wall for a test and starts it there by <paramref name="use"/>.</summary>
    public Judgement Ask(TestInput test, Func<Wall, WallRun, Judgement> use)
    {
        if (_useless is { } fault) return fault;
        try
        {
            var program = _program ??= programs.Get(source, Compile, ct);
            return _side.Use(program.Install, wall => use(wall, Prepare(wall, program, test)));
        }
        catch (QuestionFaultException e)
        {
            return _useless = Judgement.Ours(e.Message);
        }
        catch (WallLostException) when (!ct.IsCancellationRequested)
        {
            return new(Verdict.SystemError, "The sandbox broke while the checker ran. It is not the program's fault; run it again.");
        }
    }

    private QuestionProgram Compile()
    {
        using var side = new SideWall(pool, ct);
        return side.Use(_ => { }, wall => QuestionProgram.Compile(source, wall));
    }

    private static WallRun Prepare(Wall wall, QuestionProgram program, TestInput test)
    {
        var (input, answer) = (Encoding.UTF8.GetBytes(test.Stdin), Encoding.UTF8.GetBytes(test.Expected ?? ""));
        var told = ValidatorLimits.For(input.Length + answer.Length);
        var given = told with
        {
            MemoryMb = told.MemoryMb + program.Language.MemoryExtraMb,
            Processes = told.Processes + program.Language.ProcessesExtra,
        };
        wall.MakeRoom(given);
        wall.WriteTemporary("input", input);
        wall.WriteTemporary("answer", answer);
        wall.MakeTemporaryFolder(Feedback.Folder);
        var step = program.Language.Run;
        return new(
            [.. CommandLine.Arguments(step, program.Names, ValidatorLimits.For(0)), "/tmp/input", "/tmp/answer", $"/tmp/{Feedback.Folder}/", .. test.CheckerArguments],
            CommandLine.Environment(step, program.Names, ValidatorLimits.For(0)), given, SealWork: true, program.Language.ReservedMb) { Hold = true };
    }
}
