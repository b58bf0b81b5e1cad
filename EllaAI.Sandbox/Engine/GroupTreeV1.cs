namespace EllaAI.Sandbox.Engine;

/// <summary>Groups of version 1: one folder for each controller, below the group that this process is in.</summary>
internal sealed class GroupTreeV1 : GroupTree
{
    private static readonly string[] Needed = ["memory", "pids", "cpuacct"];

    private readonly string _memory, _pids, _usage;
    private readonly string? _cpu;

    private GroupTreeV1(string memory, string pids, string usage, string? cpu) =>
        (_memory, _pids, _usage, _cpu) = (memory, pids, usage, cpu);

    public override string Version => "v1";

    public override int CounterVersion => 1;

    public override IReadOnlyList<string> Folders => [.. new[] { _memory, _pids, _usage, _cpu }.OfType<string>().Distinct()];

    public static GroupTreeV1? TryOpen(List<string> reasons)
    {
        var found = Needed.ToDictionary(c => c, CgroupMounts.OwnV1);
        if (found.FirstOrDefault(f => f.Value is null || !CanMake(f.Value)) is { Key: { } missing } bad)
        {
            reasons.Add($"v1: {missing} {(bad.Value is null ? "is not mounted" : $"at {bad.Value} is not writable")}");
            return null;
        }
        var cpu = CgroupMounts.OwnV1("cpu");
        return new(found["memory"]!, found["pids"]!, found["cpuacct"]!, cpu is not null && CanMake(cpu) ? cpu : null);
    }

    public override WallGroup Make(string name)
    {
        var folders = Folders.Select(f => Path.Combine(f, name)).ToList();
        foreach (var folder in folders) Directory.CreateDirectory(folder);
        var memory = Path.Combine(_memory, name);
        if (_cpu is not null) Write(Path.Combine(_cpu, name, "cpu.cfs_quota_us"), Cpus * 100_000L);
        return new()
        {
            Folders = folders,
            Join = [.. folders.Select(f => Path.Combine(f, "cgroup.procs"))],
            Cpu = Path.Combine(_usage, name, "cpuacct.usage"),
            Peak = Path.Combine(memory, "memory.max_usage_in_bytes"),
            Usage = Path.Combine(memory, "memory.usage_in_bytes"),
            Oom = Path.Combine(memory, "memory.oom_control"),
            Memory = Path.Combine(memory, "memory.stat"),
            Limit = (bytes, tasks) =>
            {
                LimitMemory(memory, bytes);
                Write(Path.Combine(_pids, name, "pids.max"), tasks);
            },
        };
    }

    // Memory with swap may never be below memory: which of the two goes first depends on the direction.
    private static void LimitMemory(string group, long bytes)
    {
        var (plain, both) = (Path.Combine(group, "memory.limit_in_bytes"), Path.Combine(group, "memory.memsw.limit_in_bytes"));
        if (!File.Exists(both))
        {
            Write(plain, bytes);
            return;
        }
        var now = ulong.Parse(File.ReadAllText(both), System.Globalization.CultureInfo.InvariantCulture);
        var (first, second) = now < (ulong)bytes ? (both, plain) : (plain, both);
        Write(first, bytes);
        Write(second, bytes);
    }

    private static void Write(string file, long value) =>
        File.WriteAllText(file, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
