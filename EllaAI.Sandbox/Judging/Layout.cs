using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>An answer that asks for a layout and does not have it: the reader is told when nothing but the layout is wrong.</summary>
internal static class Layout
{
    /// <param name="what">What differs, as the start of a sentence.</param>
    /// <param name="line">Counted from 1.</param>
    public static Judgement Differs(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected, StringComparison letters, bool tell, string what, int line)
    {
        var tokens = TokenJudge.Compare(actual, expected, (a, b) => a.Equals(b, letters));
        return tokens.Verdict != Verdict.Accepted ? tokens : Only(tell, $"{what}, first in line {line}.");
    }

    public static Judgement Only(bool tell, string note) => new(tell ? Verdict.PresentationError : Verdict.WrongAnswer, note);
}
