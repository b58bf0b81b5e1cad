using System.Text;

namespace EllaAI.Sandbox.Judging;

/// <summary>Byte for byte, or letter for letter when case does not count.</summary>
internal static class ExactJudge
{
    public static Judgement Compare(ReadOnlyMemory<byte> answer, string text, string expected, StringComparison letters, bool tell)
    {
        var line = LineJudge.FirstDifference(text, expected, trim: false, letters);
        if (line > 0) return Layout.Differs(text, expected, letters, tell, "White space differs", line);
        // Bytes that are no text were replaced by a sign that an expected text might hold itself.
        return letters == StringComparison.Ordinal && !answer.Span.SequenceEqual(Encoding.UTF8.GetBytes(expected))
            ? Judgement.Wrong("The output is not UTF-8 text.")
            : Judgement.Right;
    }
}
