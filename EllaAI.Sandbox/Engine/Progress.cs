using System.Threading.Channels;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Judging;

namespace EllaAI.Sandbox.Engine;

/// <summary>How far a submission has come, so that a second wall goes on where the first one broke and nothing is said twice.</summary>
internal sealed class Progress(Submission submission, IAnswerJudge judge, ChannelWriter<RunnerMessage> messages)
{
    private readonly SubmissionRun _run = new(submission);
    private bool _compiled;
    private int _tested;

    public bool Done { get; private set; }

    /// <summary>What the program really gets.</summary>
    public Limits Limits => _run.Given;

    public void Continue(Wall wall, WarmCompilers? warm)
    {
        var compiled = _run.Compile(wall, warm);
        if (!_compiled) Say(compiled);
        _compiled = true;
        if (compiled.Verdict != Verdict.Accepted)
        {
            Done = true;
            return;
        }
        for (; _tested < submission.Request.Tests.Count; _tested++) Say(_run.Test(wall, submission.Request.Tests[_tested], judge));
        Done = true;
    }

    /// <summary>Every test gets an answer, even if it is ours to be sorry for.</summary>
    public void GiveUp()
    {
        const string Sorry = "The sandbox broke while running this. It is not the program's fault; run it again.";
        if (!_compiled) Say(new Compiled(Verdict.SystemError, 0, Sorry));
        else
            foreach (var test in submission.Request.Tests.Skip(_tested)) Say(Verdicts.Lost(test, Sorry));
        Done = true;
    }

    private void Say(RunnerMessage message) => messages.TryWrite(message);
}
