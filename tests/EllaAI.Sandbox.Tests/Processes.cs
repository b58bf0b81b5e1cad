using System.Diagnostics;
using EllaAI.Sandbox.Engine;
using static EllaAI.Sandbox.Tests.ProcFiles;

namespace EllaAI.Sandbox.Tests;

/// <summary>What the kernel says of processes and groups. A process that just ended is simply not there.</summary>
internal static class Processes
{
    /// <summary>A worker's walls: groups with a member that descends from it.</summary>
    public static List<string> Walls(int worker) =>
        [.. GroupTree.Open(allowNone: true).Folders
            .SelectMany(f => Directory.GetDirectories(f, Instance.GroupPrefix + "*"))
            .Where(g => Members(g).Any(p => Parent(p) == worker))];

    public static IReadOnlyList<int> Members(string group) =>
        [.. Read(Path.Combine(group, "cgroup.procs")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    public static IReadOnlyList<int> Children(int parent) =>
        [.. All().Where(p => Parent(p) == parent)];

    /// <summary>Those that a wall of root's was, though no group holds them any more. Their ids outside are nobody else's.</summary>
    public static IReadOnlyList<int> Strays() =>
        [.. All().Where(p => Owner(p) >= FirstWallId && IsAlive(p) && !Read($"/proc/{p}/cgroup").Contains("/" + Instance.GroupPrefix, StringComparison.Ordinal) && IsAlive(p))];

    /// <summary>Whether an abstract name is listened on where a process is.</summary>
    public static bool SeesSocket(string pid, string name) => Read($"/proc/{pid}/net/unix").Contains("@" + name, StringComparison.Ordinal);

    public static async Task Until(Func<bool> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30).Stretched(), $"Waited too long until {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    // As the launcher has it.
    private const int FirstWallId = 0x70000000;

    // "Uid:\t0\t0\t0\t0"; one that ended belongs to nobody.
    private static int Owner(int pid) =>
        Read($"/proc/{pid}/status").Split('\n').FirstOrDefault(l => l.StartsWith("Uid:", StringComparison.Ordinal)) is { } line ? Number(line.Split('\t')[1]) : 0;
}
