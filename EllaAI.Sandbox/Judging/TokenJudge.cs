namespace EllaAI.Sandbox.Judging;

internal delegate bool SameToken(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected);

/// <summary>Token by token, whatever the layout.</summary>
internal static class TokenJudge
{
    public static Judgement Compare(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected, SameToken same)
    {
        var mine = new TokenReader(actual);
        var theirs = new TokenReader(expected);
        for (var first = true; ; first = false)
        {
            // Where the last token stands is where the output ended.
            var line = mine.Line;
            var (more, wanted) = (mine.Next(), theirs.Next());
            if (!more && !wanted) return Judgement.Right;
            if (!wanted) return Judgement.Wrong($"There is more output than expected, from line {mine.Line} on.");
            if (!more) return Judgement.Wrong(first ? "The program printed nothing." : $"The output ends too early, after line {line}.");
            if (!same(mine.Token, theirs.Token)) return Judgement.Wrong($"Line {mine.Line} differs.");
        }
    }

    public static bool Agree(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected, StringComparison letters) =>
        ReferenceEquals(Compare(actual, expected, (a, b) => a.Equals(b, letters)), Judgement.Right);
}
