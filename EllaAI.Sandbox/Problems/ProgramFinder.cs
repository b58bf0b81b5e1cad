using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Problems;

/// <summary>Makes programs of the files and folders that stand for one.</summary>
internal sealed partial class ProgramFinder(PackageFiles files)
{
    private const long LargestFile = 4 << 20;

    // What a build left beside the sources.
    private static readonly string[] Built = [".class", ".jar", ".o", ".out", ".exe", ".pyc"];

    /// <summary>Paths of the files and folders that each stand for one program, in order.</summary>
    public IReadOnlyList<string> Paths(string folder) =>
        [.. files.FilesIn(folder).Concat(files.Folders(folder)).Order(StringComparer.Ordinal).Select(n => $"{folder}/{n}")];

    /// <param name="language">An id that the package names; null to tell by the files' endings.</param>
    /// <param name="entry">A file or class that the package names; null to find it.</param>
    /// <param name="include">Put the package's own files beside it.</param>
    /// <param name="reason">Why it is null.</param>
    public PackageProgram? Make(string path, string? language, string? entry, bool include, out string reason)
    {
        var isFolder = files.HasFolder(path);
        string[] names = isFolder ? [.. files.FilesBelow(path).Where(n => !Built.Contains(Path.GetExtension(n)))] : [Path.GetFileName(path)];
        string Full(string name) => isFolder ? $"{path}/{name}" : path;

        var ids = language is null ? SourceLanguage.Ids(names) : [language];
        reason = ids switch
        {
            [] => names.Length == 0 ? "it holds no file" : $"no language is known for {string.Join(", ", names.Take(3))}",
            [var one] when LanguageTable.Find(one) is null => $"the sandbox has no language '{one}'",
            [_] => names.FirstOrDefault(n => files.Size(Full(n)) > LargestFile) is { } large ? $"{large} is larger than {LargestFile >> 20} MiB" : "",
            _ => $"it has files of several languages ({string.Join(", ", ids)})",
        };
        if (reason.Length > 0) return null;

        if (ids is ["perl"] && language is null && names.All(n => SourceLanguage.IsProlog(files.Text(Full(n))))) ids = ["prolog"];
        var sources = names.ToDictionary(n => n, n => files.Text(Full(n)));
        if (include)
            foreach (var (name, file) in Included(ids[0])) sources[name] = files.Text(file);
        if (ids[0] == "python" && sources.Values.Any(s => Python2().IsMatch(s))) reason = "it is written in Python 2";
        // What is no text, such as a picture, would not survive being one.
        var texts = sources.Where(s => !s.Value.Contains('\0', StringComparison.Ordinal)).Select(s => new SourceFile(s.Key, s.Value)).ToList();
        return reason.Length > 0 ? null : new(path, ids[0], EntryFile.First(LanguageTable.Find(ids[0])!, texts, entry));
    }

    // A language's own file wins over the one for all.
    private IEnumerable<(string Name, string File)> Included(string language) =>
        from folder in new[] { "default", language, language == "python" ? "python3" : language }
        from name in files.FilesBelow($"include/{folder}")
        select (name, $"include/{folder}/{name}");

    [GeneratedRegex(@"\A#!.*python2")]
    private static partial Regex Python2();
}
