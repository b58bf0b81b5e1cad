using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// An output validator that talks with the candidate's program while it runs. Who is to blame follows the ICPC problem package
/// format and its tools: what the interactor decided while the candidate's program was still running stands, whatever became of
/// that program then; otherwise a program that failed has failed; otherwise the interactor's word counts.
/// </summary>
internal sealed class Interactor(SourceProgram source, WallPool pool, ProgramCache programs, CancellationToken ct) : IAnswerJudge
{
    /// <summary>Bytes of the conversation that the reader sees.</summary>
    private const int LongestTranscript = 64 * 1024;

    /// <summary>Milliseconds that the interactor has beyond the candidate's program.</summary>
    private const int MoreTime = 30_000;

    private readonly OutputValidator _validator = new(source, pool, programs, ct);
    private Judgement _last = Judgement.Right;

    /// <summary>What it said at the end of the last <see cref="Run"/>.</summary>
    public Judgement Judge(TestInput test, ReadOnlyMemory<byte> answer, string text) => _last;

    public void Dispose() => _validator.Dispose();

    /// <summary>Runs the candidate's program on a test. Its standard output is the transcript.</summary>
    /// <returns>With a judgement when that stands whatever the result says.</returns>
    /// <exception cref="WallLostException">The candidate's wall broke.</exception>
    public (WallResult Result, Judgement? Decided) Run(Wall wall, WallRun run, TestInput test)
    {
        WallResult? result = null;
        WallLostException? lost = null;
        var decided = false;
        _last = _validator.Ask(test, (side, program) =>
        {
            var transcript = new Transcript(LongestTranscript);
            var interactor = side.Start(WithTime(program, run));
            Meeting? meeting = null;
            try
            {
                meeting = new(wall.Start(run), interactor, transcript);
                (result, var said) = meeting.Hold();
                result = result with { Stdout = transcript.ToArray(), Truncated = result.Truncated || transcript.Cut };
                decided = meeting.InteractorDecided || meeting.InteractorHung;
                return meeting.InteractorHung ? Judgement.Ours("The question's interactor neither answered the program nor ended.") : Feedback.Read(side, said);
            }
            catch (WallLostException e) when (meeting is null or { CandidateLost: true })
            {
                // Nobody is left to talk with; the interactor's wall is needed for the next try.
                interactor.Stop();
                interactor.Wait();
                lost = e;
                return Judgement.Right;
            }
        });
        return lost is not null ? throw new WallLostException(lost.Message, lost)
            : result is null || decided ? (result ?? Nothing, _last)
            : (result, null);
    }

    private static WallRun WithTime(WallRun interactor, WallRun candidate) =>
        interactor with { Limits = interactor.Limits with { WallMs = Math.Max(interactor.Limits.WallMs, candidate.Limits.WallMs + MoreTime) } };

    // The candidate's program was not even started.
    private static WallResult Nothing { get; } = new(null, 0, StopCause.None, 0, false, 0, 0, 0, 0, [], []);
}
