namespace EllaAI.Benchmarks.Store;

/// <summary>A folder that is gone afterwards, on a disk: in memory, flushing costs nothing.</summary>
internal sealed class DiskFolder : IDisposable
{
    private static readonly string[] _inMemory = ["tmpfs", "ramfs"];
    private readonly DirectoryInfo _folder;

    public DiskFolder()
    {
        var parent = new[] { Path.GetTempPath(), "/var/tmp", AppContext.BaseDirectory }.FirstOrDefault(p => Directory.Exists(p) && IsDisk(p))
            ?? throw new InvalidOperationException("Neither the folder for temporary files nor /var/tmp nor this program is on a disk.");
        _folder = Directory.CreateDirectory(Path.Combine(parent, $"ella-bench-{Guid.NewGuid():N}"));
    }

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsDisk(string folder) => !_inMemory.Contains(new DriveInfo(folder).DriveFormat);
}
