namespace EllaAI.Sandbox.Compilers;

/// <param name="Name">Of a source: below the work folder. Of what was compiled: the whole path.</param>
internal readonly record struct CompilerFile(string Name, byte[] Content);

/// <summary>What a compiler that stays made of a submission.</summary>
/// <param name="ExitCode">0, or 1 for errors in the source. Anything else leaves the answer to the compiler in the submission's own wall.</param>
/// <param name="Text">As the other would print it.</param>
internal sealed record WarmCompiled(int ExitCode, string Text, IReadOnlyList<CompilerFile> Files)
{
    private const string Folder = "/work/";

    private const int LongestPath = 4_000, LongestName = 255;

    /// <summary>The files with names below the work folder; null when a name is not plain or is one of the sources.</summary>
    public IReadOnlyList<CompilerFile>? FilesBeside(IReadOnlyList<CompilerFile> sources)
    {
        var taken = sources.SelectMany(s => Parents(s.Name)).ToHashSet(StringComparer.Ordinal);
        var named = Files.Select(f => f with { Name = Below(f.Name) }).ToList();
        return named.All(f => Plain(f.Name) && !Parents(f.Name).Any(sources.Select(s => s.Name).Contains) && !taken.Contains(f.Name)) ? named : null;
    }

    private static string Below(string path) => path.StartsWith(Folder, StringComparison.Ordinal) ? path[Folder.Length..] : "";

    private static bool Plain(string name) =>
        name.Length is > 0 and < LongestPath
        && !name.Contains("..", StringComparison.Ordinal)
        && name.Split('/').All(part => part.Length > 0 && part != "." && System.Text.Encoding.UTF8.GetByteCount(part) <= LongestName)
        && !name.Contains('\0', StringComparison.Ordinal);

    // "a/b/c": itself, then "a/b", then "a".
    private static IEnumerable<string> Parents(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('/', end - 1)) yield return name[..end];
    }
}
