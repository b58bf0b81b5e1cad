using System.Text.RegularExpressions;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// The sandbox starts the class <c>Main</c>; a package's program may call its class as it likes. A small <c>Main</c> then calls
/// it, and every file gets the name that its public class demands.
/// </summary>
internal static partial class JavaEntry
{
    /// <param name="named">A class, if the package says which.</param>
    public static IReadOnlyList<SourceFile> First(IReadOnlyList<SourceFile> files, string? named)
    {
        var placed = files.Select(Placed).ToList();
        var entry = placed.FirstOrDefault(f => named is not null && Path.GetFileNameWithoutExtension(f.Name) == named.Split('.')[^1])
            ?? placed.FirstOrDefault(f => f.Name == "Main.java")
            ?? placed.FirstOrDefault(f => MainMethod().IsMatch(f.Text));
        if (entry is null || Class(entry) is not { } name || name == "Main") return [.. placed.OrderByDescending(f => f == entry)];
        var start = new SourceFile("Main.java", $"public class Main {{ public static void main(String[] a) throws Throwable {{ {name}.main(a); }} }}\n");
        return [start, .. placed.Where(f => f.Name != start.Name)];
    }

    private static SourceFile Placed(SourceFile file) =>
        file.Name.EndsWith(".java", StringComparison.Ordinal) && Class(file) is { } name ? file with { Name = name.Replace('.', '/') + ".java" } : file;

    // With its package. A public class names its file; else Main if there is one; else the class around the main method.
    private static string? Class(SourceFile file)
    {
        var text = Comments().Replace(file.Text, " ");
        var main = MainMethod().Match(text);
        var classes = AnyClass().Matches(main.Success ? text[..main.Index] : text);
        var name = PublicClass().Match(text) is { Success: true } own ? own.Groups[1].Value
            : classes.FirstOrDefault(c => c.Groups[2].Value == "Main")?.Groups[2].Value
            ?? classes.LastOrDefault(c => c.Groups[1].Length == 0)?.Groups[2].Value
            ?? classes.LastOrDefault()?.Groups[2].Value;
        return name is null ? null : PackageLine().Match(text) is { Success: true } package ? $"{package.Groups[1].Value}.{name}" : name;
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bstatic\s+(?:public\s+|final\s+)*void\s+main\s*\(")]
    private static partial Regex MainMethod();

    // The first group is the indentation: by custom a class of the file itself has none.
    [GeneratedRegex(@"^([ \t]*)(?:\w+\s+)*?(?:class|enum|interface|record)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyClass();

    [GeneratedRegex(@"^(?:(?:final|abstract|strictfp|sealed)\s+)*public\s+(?:(?:final|abstract|strictfp|sealed)\s+)*(?:class|enum|interface|record)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicClass();

    [GeneratedRegex(@"^\s*package\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex PackageLine();
}
