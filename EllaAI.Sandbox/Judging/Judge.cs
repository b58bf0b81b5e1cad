using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// Compares an answer with the expected one, outside the wall. What it says names places in the answer, never expected text.
/// Takes time in proportion to the length of both.
/// </summary>
internal static class Judge
{
    /// <param name="answer">What the program wrote.</param>
    /// <param name="text">The same as text; what is not UTF-8 is replaced.</param>
    public static Judgement Compare(Checker checker, ReadOnlyMemory<byte> answer, string text, string expected)
    {
        var letters = checker.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return checker.Kind switch
        {
            CheckerKind.Tokens => TokenJudge.Compare(text, expected, (a, b) => a.Equals(b, letters)),
            CheckerKind.Lines => LineJudge.Compare(text, expected, letters, checker.TellPresentation),
            CheckerKind.Exact => ExactJudge.Compare(answer, text, expected, letters, checker.TellPresentation),
            CheckerKind.Numbers => TokenJudge.Compare(text, expected, new Tolerance(checker, letters).Same),
            CheckerKind.Unordered => UnorderedJudge.Compare(text, expected, checker),
            CheckerKind.Pattern => PatternJudge.Compare(text, expected, checker.IgnoreCase),
            CheckerKind.Json => JsonJudge.Compare(answer, expected, new Tolerance(checker, letters)),
            _ => throw new ArgumentOutOfRangeException(nameof(checker), checker.Kind, "Not compared as text."),
        };
    }
}
