using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Engine;

/// <summary>Where a candidate's files go below the work folder. Names come from outside, so only plain ones pass.</summary>
internal static class SourceNames
{
    private const int MostFiles = 200, LongestName = 200;

    /// <summary>The names in order, or null and a sentence on what is wrong.</summary>
    public static IReadOnlyList<string>? Of(Language language, IReadOnlyList<SourceFile> files, out string problem)
    {
        problem = files.Count switch
        {
            0 => "There is no source file.",
            > MostFiles => $"There are more than {MostFiles} source files.",
            _ => "",
        };
        if (problem.Length > 0) return null;
        string[] names = files.Count == 1 ? [language.FileName] : [.. files.Select(f => f.Name)];
        if (names.FirstOrDefault(n => !Plain(n)) is { } bad) problem = $"A file cannot be called '{bad}'.";
        else if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) problem = "Two files have the same name.";
        else if (names.FirstOrDefault(f => names.Any(n => n.StartsWith(f + '/', StringComparison.Ordinal))) is { } both) problem = $"'{both}' is a file and a folder.";
        return problem.Length > 0 ? null : names;
    }

    // A leading dash would be an option of the compiler.
    private static bool Plain(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/')
        && name.Split('/').All(part => part.Length > 0 && part[0] is not ('.' or '-'));
}
