using System.Text;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>The same lines, each as often, in any order; space at the end of a line and empty lines do not count.</summary>
internal static class UnorderedJudge
{
    private const string Space = " \t\r\f\v";

    public static Judgement Compare(string actual, string expected, Checker checker)
    {
        var difference = Difference(actual, expected, checker.IgnoreCase);
        return difference is null ? Judgement.Right
            : Difference(OneSpace(actual), OneSpace(expected), checker.IgnoreCase) is null ? Layout.Only(checker.TellPresentation, "Spaces differ within a line.")
            : Judgement.Wrong(difference);
    }

    private static string? Difference(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected, bool ignoreCase)
    {
        var wanted = new Dictionary<string, int>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var byText = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        var missing = 0;
        foreach (var range in expected.Split('\n'))
        {
            var line = expected[range].TrimEnd(Space);
            if (line.IsEmpty) continue;
            byText[line] = byText.TryGetValue(line, out var times) ? times + 1 : 1;
            missing++;
        }
        var (number, printed) = (0, false);
        foreach (var range in actual.Split('\n'))
        {
            number++;
            var line = actual[range].TrimEnd(Space);
            if (line.IsEmpty) continue;
            if (!byText.TryGetValue(line, out var left) || left == 0) return $"Line {number} is not expected, or not as often.";
            byText[line] = left - 1;
            (missing, printed) = (missing - 1, true);
        }
        return missing == 0 ? null : printed ? "Lines are missing." : "The program printed nothing.";
    }

    private static string OneSpace(string text)
    {
        var plain = new StringBuilder(text.Length);
        var tokens = new TokenReader(text);
        for (var line = 0; tokens.Next(); line = tokens.Line) plain.Append(tokens.Line > line ? '\n' : ' ').Append(tokens.Token);
        return plain.ToString();
    }
}
