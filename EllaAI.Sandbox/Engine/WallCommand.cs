namespace EllaAI.Sandbox.Engine;

/// <summary>The command line that makes one wall: our launcher, then bubblewrap, then process 1.</summary>
internal static class WallCommand
{
    // Kept by process 1 only until it has prepared the wall; the native part drops what it needs no longer.
    private static readonly string[] Capabilities =
        ["CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_SETUID", "CAP_SETGID", "CAP_KILL", "CAP_SYS_RESOURCE"];

    private static readonly string[] TopFolders = ["/bin", "/sbin", "/lib", "/lib64", "/lib32"];

    /// <summary>What packages keep elsewhere though it is program code: GHC's list of its own libraries.</summary>
    private static readonly string[] OutsideUsr = ["/var/lib/ghc"];

    /// <summary>Where a wall shows what toolchains prepared.</summary>
    public const string Prepared = "/prepared";

    public static IReadOnlyList<string> Build(Instance instance, WallGroup group) =>
    [
        "launch", instance.Socket, group.Cpu, group.Peak, group.Usage, group.Oom, .. group.Join, "--",
        Requirements.Bubblewrap,
        "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup",
        "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv", "--hostname", "box",
        "--ro-bind", "/usr", "/usr", .. TopFolders.SelectMany(TopFolder),
        .. OutsideUsr.Where(Directory.Exists).SelectMany(Shown),
        "--ro-bind", instance.Etc, "/etc", "--ro-bind", instance.App, "/app", "--ro-bind", instance.Prepared, Prepared,
        "--proc", "/proc", "--dev", "/dev", "--dir", "/tmp", "--dir", "/work",
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/",
        "--cap-drop", "ALL", .. Capabilities.SelectMany(c => new[] { "--cap-add", c }),
        "--", "/proc/self/fd/8", "init", $"{instance.Groups.CounterVersion}",
    ];

    // Folders above it that bubblewrap makes by itself would be closed to the run's user.
    private static IEnumerable<string> Shown(string path)
    {
        for (var at = path.IndexOf('/', 1); at > 0; at = path.IndexOf('/', at + 1))
        {
            yield return "--dir";
            yield return path[..at];
        }
        yield return "--ro-bind";
        yield return path;
        yield return path;
    }

    // Links into /usr on a merged system, folders of their own elsewhere.
    private static string[] TopFolder(string path) =>
        new DirectoryInfo(path) is not { Exists: true } folder ? []
        : folder.LinkTarget is { } target ? ["--symlink", target, path]
        : ["--ro-bind", path, path];
}
