using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Problems;

/// <summary>A pattern of <c>submissions.yaml</c>: <c>*</c> within a name, and <c>{a,b}</c>. It matches a path, or a folder above it.</summary>
internal static class Glob
{
    public static bool Matches(string pattern, string path) =>
        Regex.IsMatch(path, $"^(?:{Translated(pattern.Trim('/'))})(?:/|$)", RegexOptions.NonBacktracking);

    private static string Translated(string pattern)
    {
        var depth = 0;
        return string.Concat(pattern.Select(c => c switch
        {
            '*' => "[^/]*",
            '{' when ++depth > 0 => "(?:",
            '}' when depth > 0 && depth-- > 0 => ")",
            ',' when depth > 0 => "|",
            _ => Regex.Escape(c.ToString()),
        })) + new string(')', Math.Max(depth, 0));
    }
}
