using System.Text.RegularExpressions;

namespace EllaAI.Core.Execution;

/// <summary>
/// The regular expression of a <see cref="CheckerKind.Pattern"/>, the same where a question is saved and where an answer is judged. It is
/// matched without going back, in time in proportion to the answer: one that cannot be is refused, for a candidate's output could
/// keep it busy for ever.
/// </summary>
public static class OutputPattern
{
    public const int Longest = 64 * 1024;

    /// <summary>Never needed by an answer within any output limit; only so that nothing is without an end.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <param name="text">What a test expects. A file's last line break is no part of it.</param>
    /// <returns>Matches a whole answer, but for white space at its end. Or null, and the end of a sentence about the pattern.</returns>
    public static Regex? Read(string text, bool ignoreCase, out string problem)
    {
        var pattern = text.TrimEnd('\r', '\n');
        problem = pattern.Length > Longest ? $"is longer than {Longest} characters" : "";
        if (problem.Length > 0) return null;
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            // By itself first: brackets that do not match must not match those around it.
            _ = new Regex(pattern, options, _patience);
            return new Regex($@"\A(?:{pattern})\s*\z", options, _patience);
        }
        catch (RegexParseException e)
        {
            problem = $"is no regular expression: {e.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "could take for ever on some answers: it looks ahead or behind, refers back, forbids going back, or repeats too often; write it without";
        }
        return null;
    }
}
