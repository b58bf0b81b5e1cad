using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>By comparison with the expected text; a test without one is passed by ending well.</summary>
internal sealed class TextJudge(Checker checker) : IAnswerJudge
{
    public Judgement Judge(TestInput test, ReadOnlyMemory<byte> answer, string text) =>
        test.Expected is { } expected ? Judging.Judge.Compare(checker, answer, text, expected) : Judgement.Right;

    public void Dispose()
    {
    }
}
