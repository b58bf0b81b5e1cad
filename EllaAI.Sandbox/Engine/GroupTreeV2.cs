namespace EllaAI.Sandbox.Engine;

/// <summary>
/// Groups of version 2: one folder for each wall, in the nearest group at or above our own that hands memory and pids down.
/// A group with processes of its own hands nothing down, so ours does only when it was prepared for that.
/// </summary>
internal sealed class GroupTreeV2 : GroupTree
{
    private readonly string _parent;

    private GroupTreeV2(string parent) => _parent = parent;

    public override string Version => "v2";

    public override int CounterVersion => 2;

    public override IReadOnlyList<string> Folders => [_parent];

    public static GroupTreeV2? TryOpen(List<string> reasons)
    {
        if (CgroupMounts.V2() is { } found) return TryOpen(found.Mount, found.Own, reasons);
        reasons.Add("v2: not mounted");
        return null;
    }

    /// <param name="mount">Where the tree is.</param>
    /// <param name="own">The folder of our own group in it.</param>
    internal static GroupTreeV2? TryOpen(string mount, string own, List<string> reasons)
    {
        if (!Words(mount, "cgroup.controllers").Contains("memory"))
        {
            reasons.Add($"v2: {mount} has no memory controller");
            return null;
        }
        TryBecomeParent(own, withOthers: false);
        if (Nearest(own, mount) is { } parent) return new(parent);
        TryBecomeParent(own, withOthers: true);
        if (Nearest(own, mount) is { } shared) return new(shared);
        reasons.Add($"v2: no group from {own} upwards is writable and hands memory and pids down");
        return null;
    }

    private static string? Nearest(string own, string mount)
    {
        for (var folder = own; folder.Length >= mount.Length; folder = Path.GetDirectoryName(folder)!)
            if (HandsDown(folder) && CanMake(folder))
                return folder;
        return null;
    }

    public override WallGroup Make(string name)
    {
        var folder = Path.Combine(_parent, name);
        Directory.CreateDirectory(folder);
        if (Exists(folder, "cpu.max")) Write(folder, "cpu.max", $"{Cpus * 100_000} 100000");
        if (Exists(folder, "memory.swap.max")) Write(folder, "memory.swap.max", "0");
        return new()
        {
            Folders = [folder],
            Join = [Path.Combine(folder, "cgroup.procs")],
            Cpu = Path.Combine(folder, "cpu.stat"),
            Peak = Path.Combine(folder, Exists(folder, "memory.peak") ? "memory.peak" : "memory.current"),
            Usage = Path.Combine(folder, "memory.current"),
            Oom = Path.Combine(folder, "memory.events"),
            Memory = Path.Combine(folder, "memory.stat"),
            Limit = (bytes, tasks) =>
            {
                Write(folder, "memory.max", $"{bytes}");
                Write(folder, "pids.max", $"{tasks}");
            },
            Kill = () =>
            {
                if (Exists(folder, "cgroup.kill")) Write(folder, "cgroup.kill", "1");
            },
        };
    }

    // In a container or a delegated service we are alone in our group: step into a leaf, then hand controllers down. In one
    // that was delegated to a shell, and with no better place above, its other processes come along.
    private static void TryBecomeParent(string own, bool withOthers)
    {
        if (HandsDown(own) || !Words(own, "cgroup.controllers").Contains("memory")) return;
        var members = Words(own, "cgroup.procs");
        if (!withOthers && !members.All(p => p == $"{Environment.ProcessId}")) return;
        try
        {
            var leaf = Path.Combine(own, "ella-worker");
            Directory.CreateDirectory(leaf);
            foreach (var member in members) Write(leaf, "cgroup.procs", member);
            foreach (var controller in new[] { "+memory", "+pids", "+cpu" })
                if (Words(own, "cgroup.controllers").Contains(controller[1..]))
                    Write(own, "cgroup.subtree_control", controller);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to change: an ancestor may still do.
        }
    }

    private static bool HandsDown(string folder)
    {
        var controllers = Words(folder, "cgroup.subtree_control");
        return controllers.Contains("memory") && controllers.Contains("pids");
    }

    private static bool Exists(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static string[] Words(string folder, string file) =>
        Exists(folder, file) ? File.ReadAllText(Path.Combine(folder, file)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];

    private static void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
