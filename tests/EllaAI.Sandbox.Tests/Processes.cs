using System.Diagnostics;
using System.Globalization;
using EllaAI.Sandbox.Engine;

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
        [.. Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => n.All(char.IsAsciiDigit)).Select(Number).Where(p => Parent(p) == parent)];

    /// <summary>Arguments, each with its zero.</summary>
    public static string Command(int pid) => Read($"/proc/{pid}/cmdline");

    /// <summary>One that ended and that nobody awaits does not count.</summary>
    public static bool IsAlive(int pid) => Stat(pid) is [not "Z", ..];

    public static async Task Until(Func<bool> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), $"Waited too long until {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static int Parent(int pid) => Stat(pid) is [_, var parent, ..] ? Number(parent) : 0;

    // "12 (name) S 11 ...": from the state on.
    private static string[] Stat(int pid) => Read($"/proc/{pid}/stat").Split(") ")[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
