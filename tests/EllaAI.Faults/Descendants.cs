using System.Globalization;

namespace EllaAI.Faults;

/// <summary>Processes below another one, as the kernel tells. One that just ended is simply not there.</summary>
internal static class Descendants
{
    public static IReadOnlyList<int> Of(int root)
    {
        var parents = Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => n.All(char.IsAsciiDigit)).Select(Number)
            .ToDictionary(pid => pid, Parent);
        return [.. parents.Keys.Where(pid => pid != root && Above(pid).Contains(root))];

        IEnumerable<int> Above(int pid)
        {
            for (var at = pid; at > 1; at = parents.GetValueOrDefault(at)) yield return at;
        }
    }

    /// <summary>One that ended and that nobody awaits does not count.</summary>
    public static bool IsAlive(int pid) => Stat(pid) is [not "Z", ..];

    /// <summary>Arguments, each with its zero.</summary>
    public static string Command(int pid) => Read($"/proc/{pid}/cmdline");

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
