using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Cli;

/// <summary>The files of a program as named on the command line. Several keep their folders, seen from the deepest one that holds them all.</summary>
internal static class SourceFiles
{
    private const int Largest = 16 * 1024 * 1024;

    public static IReadOnlyList<SourceFile> Read(IReadOnlyList<string> files)
    {
        if (files.Contains("")) throw new UsageException("a FILE has no name.");
        var folder = Common([.. files.Select(f => Path.GetDirectoryName(Path.GetFullPath(f)) ?? "/")]);
        return [.. files.Select(f => new SourceFile(Path.GetRelativePath(folder, Path.GetFullPath(f)), TextFile.Source(f, Largest)))];
    }

    private static string Common(IReadOnlyList<string> folders)
    {
        var parts = folders[0].Split('/');
        foreach (var folder in folders.Skip(1))
            parts = [.. parts.Zip(folder.Split('/')).TakeWhile(p => p.First == p.Second).Select(p => p.First)];
        return parts.Length <= 1 ? "/" : string.Join('/', parts);
    }
}
