using System.Globalization;

namespace EllaAI.Sandbox.Tests;

/// <summary>What the kernel says of processes. One that just ended is simply not there.</summary>
internal static class ProcFiles
{
    public static IEnumerable<int> All() =>
        Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => n.All(char.IsAsciiDigit)).Select(Number);

    public static int Parent(int pid) => Stat(pid) is [_, var parent, ..] ? Number(parent) : 0;

    /// <summary>One that ended and that nobody awaits does not count, unless threads of it are still ending: they hold its files.</summary>
    public static bool IsAlive(int pid) => Stat(pid) is [var state, ..] all && (state != "Z" || all is { Length: > Threads } && Number(all[Threads]) > 1);

    /// <summary>Arguments, each with its zero.</summary>
    public static string Command(int pid) => Read($"/proc/{pid}/cmdline");

    /// <summary>Empty when it is gone.</summary>
    public static string Read(string file)
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

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>How many threads it has: the twentieth field, see proc(5).</summary>
    private const int Threads = 20 - 3;

    // "12 (name) S 11 ...": from the state on.
    private static string[] Stat(int pid) => Read($"/proc/{pid}/stat").Split(") ")[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
