namespace EllaAI.Sandbox.Engine;

/// <summary>Where the kernel shows control groups, and where this process is in them.</summary>
internal static class CgroupMounts
{
    /// <summary>Folder of this process's own group in the v1 hierarchy of a controller; null when there is none.</summary>
    public static string? OwnV1(string controller) =>
        Own(line => line.Type == "cgroup" && line.Options.Contains(controller), fields => fields.Split(',').Contains(controller));

    /// <summary>Mount point and own folder in the v2 hierarchy.</summary>
    public static (string Mount, string Own)? V2() =>
        Mounts().FirstOrDefault(m => m.Type == "cgroup2") is { } mount
            && Own(line => line.Type == "cgroup2", fields => fields.Length == 0) is { } own
                ? (mount.Point, own)
                : null;

    private static string? Own(Func<Mount, bool> mounted, Func<string, bool> controllers)
    {
        if (Mounts().FirstOrDefault(mounted) is not { } mount) return null;
        // "4:memory:/path"; the path is seen from the root of the hierarchy, the mount may show a part of it.
        var path = File.ReadLines("/proc/self/cgroup").Select(l => l.Split(':', 3)).FirstOrDefault(f => f.Length == 3 && controllers(f[1]))?[2];
        if (path is null) return null;
        if (mount.Root != "/" && path.StartsWith(mount.Root, StringComparison.Ordinal)) path = path[mount.Root.Length..];
        var folder = Path.Join(mount.Point, path).TrimEnd('/');
        return Directory.Exists(folder) ? folder : mount.Point;
    }

    // "36 35 98:0 /root /point rw,relatime shared:1 - cgroup cgroup rw,memory"
    private static IEnumerable<Mount> Mounts() =>
        from line in File.ReadLines("/proc/self/mountinfo")
        let halves = line.Split(" - ", 2)
        where halves.Length == 2
        let left = halves[0].Split(' ')
        let right = halves[1].Split(' ')
        where left.Length > 5 && right.Length > 2
        select new Mount(left[3], left[4], right[0], right[2].Split(','));

    private sealed record Mount(string Root, string Point, string Type, string[] Options);
}
