using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>Decides on what a program printed that ended well. One for each submission, on the submission's thread.</summary>
internal interface IAnswerJudge : IDisposable
{
    /// <param name="answer">What the program printed.</param>
    /// <param name="text">The same as text; what is not UTF-8 is replaced.</param>
    Judgement Judge(TestInput test, ReadOnlyMemory<byte> answer, string text);
}
