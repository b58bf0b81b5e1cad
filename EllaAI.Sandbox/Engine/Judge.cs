using System.Text;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Engine;

/// <summary>Compares an answer with the expected one, outside the wall. What it says names places, never expected text.</summary>
internal static class Judge
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n', '\f', '\v'];

    public static (Verdict Verdict, string Note) Compare(Checker checker, byte[] answer, string expected)
    {
        var actual = Encoding.UTF8.GetString(answer);
        return checker.Kind switch
        {
            CheckerKind.Tokens => SameTokens(actual, expected) ? Right : Wrong(actual, expected),
            CheckerKind.Lines => SameLines(actual, expected) ? Right : NearlyOrWrong(actual, expected, "Spaces or line breaks differ"),
            CheckerKind.Exact => answer.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(expected)) ? Right : NearlyOrWrong(actual, expected, "White space differs"),
            _ => throw new ArgumentOutOfRangeException(nameof(checker)),
        };
    }

    private static (Verdict, string) Right => (Verdict.Accepted, "");

    // A question that asks for exact layout tells the reader when only the layout is wrong.
    private static (Verdict, string) NearlyOrWrong(string actual, string expected, string nearly) =>
        SameTokens(actual, expected)
            ? (Verdict.PresentationError, $"{nearly}, first in line {FirstDifferentLine(actual, expected, trim: false)}.")
            : Wrong(actual, expected);

    private static (Verdict, string) Wrong(string actual, string expected) => (Verdict.WrongAnswer, Difference(actual, expected));

    private static string Difference(string actual, string expected)
    {
        if (string.IsNullOrWhiteSpace(actual)) return "The program printed nothing.";
        var (mine, theirs) = (Lines(actual), Lines(expected));
        var line = FirstDifferentLine(actual, expected, trim: true);
        return line > theirs.Length ? $"There is more output than expected, from line {line} on."
            : line > mine.Length ? $"The output ends too early, after line {mine.Length}."
            : $"Line {line} differs.";
    }

    private static bool SameTokens(string actual, string expected) =>
        actual.Split(Space, StringSplitOptions.RemoveEmptyEntries).AsSpan().SequenceEqual(expected.Split(Space, StringSplitOptions.RemoveEmptyEntries));

    private static bool SameLines(string actual, string expected) => Lines(actual).AsSpan().SequenceEqual(Lines(expected));

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd(Space)).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return [.. lines];
    }

    // Counted from 1.
    private static int FirstDifferentLine(string actual, string expected, bool trim)
    {
        var (mine, theirs) = trim ? (Lines(actual), Lines(expected)) : (actual.Split('\n'), expected.Split('\n'));
        var same = 0;
        while (same < mine.Length && same < theirs.Length && mine[same] == theirs[same]) same++;
        return same + 1;
    }
}
