namespace EllaAI.Sandbox.Engine;

/// <summary>Where this process may make the control groups that bound a wall's memory, processes and CPU.</summary>
public abstract class GroupTree
{
    /// <summary>Shared by every wall: two threads run at once, as compilers and virtual machines expect.</summary>
    protected const int Cpus = 2;

    /// <summary><c>v1</c>, <c>v2</c> or <c>none</c>.</summary>
    public abstract string Version { get; }

    /// <summary>How the native part reads the counters: 0, 1 or 2.</summary>
    public abstract int CounterVersion { get; }

    /// <summary>The folders that hold our groups, for those who sweep.</summary>
    public abstract IReadOnlyList<string> Folders { get; }

    public abstract WallGroup Make(string name);

    /// <exception cref="SandboxUnusableException">No usable groups, and running without was not asked for.</exception>
    public static GroupTree Open(bool allowNone)
    {
        var reasons = new List<string>();
        return (GroupTree?)GroupTreeV2.TryOpen(reasons)
            ?? (GroupTree?)GroupTreeV1.TryOpen(reasons)
            ?? (allowNone ? new NoGroups() : throw Refusal(reasons));
    }

    private static SandboxUnusableException Refusal(List<string> reasons) =>
         new(
            "No control groups to bound memory and processes: " + string.Join("; ", reasons) +
            ". Run as root, delegate a cgroup with memory and pids (systemd-run --user --scope -p Delegate=yes ...), " +
            "or accept weaker limits with --allow-no-cgroup.");

    /// <summary>Whether a group can be made in a folder: permission bits alone do not tell.</summary>
    protected static bool CanMake(string folder)
    {
        var probe = Path.Combine(folder, $"{Instance.GroupPrefix}probe-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>Opt-in for places that delegate no groups: resource limits of single processes still hold.</summary>
internal sealed class NoGroups : GroupTree
{
    public override string Version => "none";

    public override int CounterVersion => 0;

    public override IReadOnlyList<string> Folders => [];

    public override WallGroup Make(string name) => new() { Folders = [], Join = [] };
}
