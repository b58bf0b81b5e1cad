using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
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

    /// <param name="use">Gets the program's wall, prepared for the test, and what to run there. Again when the wall broke.</param>
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
        var run = program.Run(input.Length + answer.Length, ["/tmp/input", "/tmp/answer", $"/tmp/{Feedback.Folder}/", .. test.CheckerArguments]);
        wall.MakeRoom(run.Limits);
        wall.WriteTemporary("input", input);
        wall.WriteTemporary("answer", answer);
        wall.MakeTemporaryFolder(Feedback.Folder);
        return run;
    }
}
