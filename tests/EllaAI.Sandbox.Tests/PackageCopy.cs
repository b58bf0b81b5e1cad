namespace EllaAI.Sandbox.Tests;

/// <summary>A package of the tests in a folder of its own, to be broken.</summary>
internal sealed class PackageCopy : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("ella-package-").FullName;

    public PackageCopy(string name)
    {
        Folder = Path.Combine(_parent, name);
        var source = Path.Combine(Place.Root, "tests", "EllaAI.Sandbox.Tests", "packages", name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)) At(Path.GetRelativePath(source, file), f => File.Copy(file, f));
    }

    public string Folder { get; }

    public void Write(string file, string text) => At(file, f => File.WriteAllText(f, text));

    public void Link(string file, string target) => At(file, f => File.CreateSymbolicLink(f, target));

    public void Move(string from, string to) => At(to, f => File.Move(Path.Combine(Folder, from), f));

    public void Delete(string path)
    {
        var full = Path.Combine(Folder, path);
        if (Directory.Exists(full)) Directory.Delete(full, recursive: true);
        else File.Delete(full);
    }

    /// <summary>Leaves no other files below a folder.</summary>
    public void Keep(string folder, params string[] names)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories).Where(f => !names.Contains(Path.GetFileName(f)))) File.Delete(file);
        foreach (var empty in Directory.EnumerateDirectories(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories).OrderByDescending(d => d.Length).Where(d => !Directory.EnumerateFileSystemEntries(d).Any()))
            Directory.Delete(empty);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private void At(string file, Action<string> put)
    {
        var full = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        put(full);
    }
}
