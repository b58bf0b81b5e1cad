using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Functions;

/// <summary>A camelCase name as a language writes it.</summary>
internal static partial class Spelling
{
    /// <summary><c>twoSum</c> to <c>two_sum</c>.</summary>
    public static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    /// <summary><c>twoSum</c> to <c>TwoSum</c>.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
