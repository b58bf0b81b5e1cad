using System.Text;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// A package's files by their path from its folder, such as <c>data/secret/1.in</c>. Hidden ones do not count. A link that
/// leads out of the package is refused: a package must not read its owner's other files into a run.
/// </summary>
internal sealed class PackageFiles
{
    private readonly string _root;

    public PackageFiles(string folder) => _root = Path.TrimEndingDirectorySeparator(Real(new DirectoryInfo(folder)).FullName);

    public bool Has(string file) => File.Exists(Full(file));

    public bool HasFolder(string folder) => Directory.Exists(Full(folder));

    public long Size(string file) => new FileInfo(Full(file)).Length;

    /// <summary>Names in the folder, in the order of the specification: lexicographic, by bytes. Empty when there is no such folder.</summary>
    public IReadOnlyList<string> Folders(string folder) => Names(folder, d => d.EnumerateDirectories());

    public IReadOnlyList<string> FilesIn(string folder) => Names(folder, d => d.EnumerateFiles());

    /// <summary>Paths from the folder, of all files below it.</summary>
    public IReadOnlyList<string> FilesBelow(string folder) =>
        [.. FilesIn(folder), .. Folders(folder).SelectMany(d => FilesBelow($"{folder}/{d}").Select(f => $"{d}/{f}"))];

    /// <param name="most">Bytes; a larger file is refused.</param>
    public string Text(string file, long most = long.MaxValue)
    {
        try
        {
            Inside(new FileInfo(Full(file)));
            if (Size(file) > most) throw new PackageException($"{file} is larger than {most / 1024} KiB.");
            return File.ReadAllText(Full(file), Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{file} cannot be read.", e);
        }
    }

    private string Full(string path) => Path.Combine(_root, path);

    private string[] Names(string folder, Func<DirectoryInfo, IEnumerable<FileSystemInfo>> list)
    {
        var directory = new DirectoryInfo(Full(folder));
        if (!directory.Exists) return [];
        try
        {
            var found = list(directory).Where(e => e.Name[0] != '.').ToList();
            found.ForEach(Inside);
            return [.. found.Select(e => e.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{folder} cannot be read.", e);
        }
    }

    private void Inside(FileSystemInfo entry)
    {
        if (entry.LinkTarget is null) return;
        var target = Real(entry).FullName;
        if (target != _root && !target.StartsWith(_root + "/", StringComparison.Ordinal))
            throw new PackageException($"{Path.GetRelativePath(_root, entry.FullName)} is a link that leads out of the package.");
    }

    private static FileSystemInfo Real(FileSystemInfo entry) => entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;
}
