using System.Diagnostics;

namespace EllaAI.Sandbox.Engine;

/// <summary>
/// One running worker's own folder: its lock, its sockets, what walls see as <c>/etc</c> and <c>/app</c>. The lock tells a
/// later worker which folders and groups belong to nobody any more.
/// </summary>
public sealed class Instance : IDisposable
{
    public const string GroupPrefix = "ella-";
    private const string LockName = "lock", GroupsName = "groups", EtcName = "etc";

    private readonly FileStream _lock;
    private readonly Process? _janitor;

    private Instance(string id, string folder, FileStream held, GroupTree groups)
    {
        (Id, Folder, _lock, Groups) = (id, folder, held, groups);
        Prepared = PreparedFolder.Open(otherwise: Path.Combine(folder, "prepared"));
        File.WriteAllLines(Path.Combine(folder, GroupsName), groups.Folders);
        _janitor = groups.Folders.Count == 0 ? null : StartJanitor();
    }

    public string Id { get; }

    public string Folder { get; }

    public GroupTree Groups { get; }

    public string Etc => Path.Combine(Folder, EtcName);

    public string App => Path.Combine(Folder, "app");

    /// <summary>What toolchains prepared for themselves, kept for later workers where this machine has a place for that.</summary>
    public string Prepared { get; }

    public string Socket => Path.Combine(Folder, "private", "walls");

    /// <summary>The native program, beside this assembly.</summary>
    public static string WallProgram => Path.Combine(AppContext.BaseDirectory, "ella-wall");

    public string GroupName(int wall) => $"{GroupPrefix}{Id}-{wall}";

    /// <exception cref="SandboxUnusableException">What this machine lacks.</exception>
    public static Instance Open(bool allowNoCgroup)
    {
        Requirements.Check();
        var groups = GroupTree.Open(allowNoCgroup);
        var home = Home();
        Sweep(home);
        return Make(home, groups);
    }

    public void Dispose()
    {
        _janitor?.StandardInput.Close();
        _janitor?.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // The next worker sweeps it.
        }
        _lock.Dispose();
    }

    private static Instance Make(string home, GroupTree groups)
    {
        var id = Guid.NewGuid().ToString("N")[..10];
        var folder = Path.Combine(home, id);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(folder, ReadableByAll);
            held = new FileStream(Path.Combine(folder, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            Directory.CreateDirectory(Path.Combine(folder, "private"), OnlyOurs);
            Directory.CreateDirectory(Path.Combine(folder, "app"), ReadableByAll);
            EtcFolder.Make(Path.Combine(folder, EtcName));
            return new Instance(id, folder, held, groups);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            held?.Dispose();
            throw new SandboxUnusableException($"The worker's folder {folder} cannot be filled: {e.Message}", e);
        }
    }

    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Root inside a wall is nobody outside, and has to read what the wall shows it.
    private const UnixFileMode ReadableByAll = OnlyOurs | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static string Home()
    {
        var root = Environment.UserName == "root" && Environment.IsPrivilegedProcess;
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var parent = root && Directory.Exists("/run") ? "/run" : Directory.Exists(runtime) ? runtime : Path.GetTempPath();
        var home = Path.Combine(parent, root ? "ella-sandbox" : $"ella-sandbox-{Environment.UserName}");
        Directory.CreateDirectory(home, ReadableByAll);
        // In a shared place somebody else may have made it first: a link to what is ours, or a folder, whose mode nobody but
        // its owner may change.
        if (new DirectoryInfo(home).LinkTarget is not null) throw new SandboxUnusableException($"{home} is a link: remove it.");
        try
        {
            File.SetUnixFileMode(home, ReadableByAll);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SandboxUnusableException($"{home} belongs to somebody else: remove it.", e);
        }
        return home;
    }

    private static void Sweep(string home)
    {
        foreach (var folder in Directory.GetDirectories(home))
        {
            var file = Path.Combine(folder, LockName);
            try
            {
                // A folder without its lock is being made this moment.
                if (!File.Exists(file)) continue;
                using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                SweepGroups(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Alive, or somebody sweeps it already.
            }
        }
    }

    private static void SweepGroups(string folder)
    {
        var list = Path.Combine(folder, GroupsName);
        if (!File.Exists(list)) return;
        var prefix = $"{GroupPrefix}{Path.GetFileName(folder)}-";
        foreach (var group in File.ReadLines(list).Where(Directory.Exists).SelectMany(f => Directory.GetDirectories(f, prefix + "*")))
        {
            KillMembers(group);
            new WallGroup { Folders = [group], Join = [] }.Remove();
        }
    }

    private static void KillMembers(string group)
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(group, "cgroup.procs")))
                if (int.TryParse(line, out var pid) && pid > 0)
                    Native.Kill(pid);
        }
        catch (IOException)
        {
            // Another hierarchy that is mounted together with this one took it away, or it is just going: nobody is in it.
        }
    }

    private Process StartJanitor()
    {
        var start = new ProcessStartInfo(WallProgram, ["janitor", $"{GroupPrefix}{Id}-", .. Groups.Folders]) { RedirectStandardInput = true };
        return Process.Start(start) ?? throw new SandboxUnusableException($"{WallProgram} did not start.");
    }
}
