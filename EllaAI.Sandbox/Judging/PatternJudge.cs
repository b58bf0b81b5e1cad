using System.Text.RegularExpressions;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>A regular expression on the whole output. One that is no good is the question's fault.</summary>
internal static class PatternJudge
{
    public static Judgement Compare(string actual, string pattern, bool ignoreCase)
    {
        if (OutputPattern.Read(pattern, ignoreCase, out var problem) is not { } expression) return Judgement.Ours($"What the test expects {problem.TrimEnd('.')}.");
        try
        {
            return expression.IsMatch(actual) ? Judgement.Right
                : Judgement.Wrong(string.IsNullOrWhiteSpace(actual) ? "The program printed nothing." : "The output does not have the expected form.");
        }
        catch (RegexMatchTimeoutException)
        {
            return Judgement.Ours("Matching the regular expression took too long on this output.");
        }
    }
}
