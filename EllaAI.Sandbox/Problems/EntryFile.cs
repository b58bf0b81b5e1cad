using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Problems;

/// <summary>Puts the file where a program starts first, under names that the language's compiler takes.</summary>
internal static partial class EntryFile
{
    /// <param name="named">What the package itself calls the entry; null to look for it.</param>
    public static IReadOnlyList<SourceFile> First(Language language, IReadOnlyList<SourceFile> files, string? named)
    {
        if (language.Id == "java") return JavaEntry.First(files, named);
        if (files.Count == 1) return files;
        var ordered = files.OrderBy(f => Rank(language, f, named)).ToList();
        return language.Id is "cpp" or "python" ? [.. ordered.Select(f => Renamed(language, f))] : ordered;
    }

    private static int Rank(Language language, SourceFile file, string? named) => file switch
    {
        _ when file.Name == named => 0,
        _ when !SourceLanguage.IsSource(file.Name, language.Id) => 5,
        _ when Path.GetFileNameWithoutExtension(file.Name) is "__main__" || MainName().IsMatch(file.Name) => 1,
        _ when MainFunction().IsMatch(file.Text) => 2,
        _ => file.Name.Contains('/', StringComparison.Ordinal) ? 4 : 3,
    };

    // Only files with the entry's ending are compiled together, and a language may have several.
    private static SourceFile Renamed(Language language, SourceFile file) =>
        SourceLanguage.IsSource(file.Name, language.Id) ? file with { Name = Path.ChangeExtension(file.Name, Path.GetExtension(language.FileName)) } : file;

    [GeneratedRegex(@"(^|/)main\.", RegexOptions.IgnoreCase)]
    private static partial Regex MainName();

    // How programs of most languages begin, or say where they do.
    [GeneratedRegex(@"\b(int|void|fn|func|fun|def|static\s+\w+)\s+[Mm]ain\b|__name__\s*==")]
    private static partial Regex MainFunction();
}
