namespace EllaAI.Sandbox.Judging;

/// <summary>Line by line; space at the end of a line and empty lines at the end do not count.</summary>
internal static class LineJudge
{
    private const string Space = " \t\r\n\f\v";

    public static Judgement Compare(string actual, string expected, StringComparison letters, bool tell) =>
        FirstDifference(actual.AsSpan().TrimEnd(Space), expected.AsSpan().TrimEnd(Space), trim: true, letters) is var line and > 0
            ? Layout.Differs(actual, expected, letters, tell, "Spaces or line breaks differ", line)
            : Judgement.Right;

    /// <summary>Counted from 1; 0 when there is none.</summary>
    public static int FirstDifference(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected, bool trim, StringComparison letters)
    {
        for (var line = 1; ; line++)
        {
            var mineEnds = !Cut(ref actual, out var mine);
            var theirsEnd = !Cut(ref expected, out var theirs);
            if (trim) mine = mine.TrimEnd(Space);
            if (trim) theirs = theirs.TrimEnd(Space);
            if (!mine.Equals(theirs, letters)) return line;
            if (mineEnds != theirsEnd) return line + 1;
            if (mineEnds) return 0;
        }
    }

    /// <summary>Takes the next line off the text. False: it was the last one.</summary>
    private static bool Cut(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> line)
    {
        var end = text.IndexOf('\n');
        line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return end >= 0;
    }
}
