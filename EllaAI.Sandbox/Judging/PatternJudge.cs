using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// A regular expression on the whole output. Matched without backtracking, in linear time; only patterns that need it (back
/// references, lookarounds) may backtrack, and not for long. A pattern that is wrong or too slow is the question's fault.
/// </summary>
internal static class PatternJudge
{
    private const int LongestPattern = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Judgement Compare(string actual, string pattern, bool ignoreCase)
    {
        // A file's last line break is no part of the pattern in it.
        pattern = pattern.TrimEnd('\r', '\n');
        if (pattern.Length > LongestPattern) return Judgement.Ours($"The regular expression is longer than {LongestPattern} characters.");
        try
        {
            return Prepare(pattern, ignoreCase).IsMatch(actual) ? Judgement.Right
                : Judgement.Wrong(string.IsNullOrWhiteSpace(actual) ? "The program printed nothing." : "The output does not have the expected form.");
        }
        catch (RegexParseException)
        {
            return Judgement.Ours("The regular expression is not valid.");
        }
        catch (RegexMatchTimeoutException)
        {
            return Judgement.Ours($"The regular expression took more than {Patience.TotalSeconds} seconds on this output.");
        }
    }

    private static Regex Prepare(string pattern, bool ignoreCase)
    {
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        // By itself first: brackets that do not match must not match those around it.
        _ = new Regex(pattern, options, Patience);
        var whole = $@"\A(?:{pattern})\s*\z";
        try
        {
            return new(whole, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new(whole, options, Patience);
        }
    }
}
