using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// One test of an interactive problem: two programs in two walls, what one prints is what the other reads. When one has ended
/// well the other reads the end of its input; when that decides the test, the other is stopped.
/// </summary>
internal sealed class Meeting(WallConversation candidate, WallConversation interactor, Transcript transcript)
{
    /// <summary>
    /// How long an interactor whose candidate failed may still decide by itself, without reading the end of its input. A
    /// program that fails at the words "you are wrong" may be gone before the one that said so.
    /// </summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long an interactor may take to end once the candidate's program ran out of time and its input is at an end. One that was
    /// waiting for the candidate reads that at once; one that was not kept the candidate waiting.
    /// </summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _interactorEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WallResult? _interactor;
    private volatile bool _candidateEnded;

    /// <summary>The interactor ended with something else than 42 before the candidate's program had come to its own end.</summary>
    public bool InteractorDecided { get; private set; }

    /// <summary>The candidate's program waited, and not for its own sake: the interactor neither answered nor ended.</summary>
    public bool InteractorHung { get; private set; }

    /// <summary>It was the candidate's wall that broke.</summary>
    public bool CandidateLost { get; private set; }

    /// <exception cref="WallLostException">One of the walls broke; both programs have ended.</exception>
    public (WallResult Candidate, WallResult Interactor) Hold()
    {
        var answering = new Thread(Answer) { IsBackground = true, Name = "interactor" };
        answering.Start();
        Carry(candidate, interactor, fromCandidate: true);
        WallResult? result = null;
        try
        {
            result = candidate.Wait();
            if (!Well(result, 0) && !_interactorEnded.Task.Wait(LastWord) && result.Cause == StopCause.Wall) InteractorHung = !EndsWithItsInput();
        }
        finally
        {
            (_candidateEnded, CandidateLost) = (true, result is null);
            if (result is not null && Well(result, 0)) interactor.CloseInput();
            else interactor.Stop();
            answering.Join();
        }
        return (result, _interactor ?? interactor.Wait());
    }

    private bool EndsWithItsInput()
    {
        // What it says of the end of its input decides nothing.
        _candidateEnded = true;
        interactor.CloseInput();
        return _interactorEnded.Task.Wait(Farewell);
    }

    private void Answer()
    {
        Carry(interactor, candidate, fromCandidate: false);
        try
        {
            _interactor = interactor.Wait();
        }
        catch (WallLostException)
        {
            // Hold asks for it again.
        }
        InteractorDecided = !_candidateEnded && !(_interactor is { } result && Well(result, Feedback.AcceptedCode));
        _interactorEnded.SetResult();
        // What it does from here on changes nothing; after a 42 it still has to end well by itself.
        if (InteractorDecided) candidate.Stop();
        else candidate.CloseInput();
    }

    private static bool Well(WallResult result, int code) => result.Cause == StopCause.None && result.ExitCode == code;

    private void Carry(WallConversation from, WallConversation to, bool fromCandidate)
    {
        var buffer = new byte[Protocol.Chunk];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            transcript.Add(fromCandidate, buffer.AsSpan(0, read));
            // One that has ended listens no more; what is said to it is lost.
            to.Send(buffer.AsSpan(0, read));
        }
    }
}
