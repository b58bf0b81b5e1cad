using System.Globalization;

namespace EllaAI.Sandbox.Engine;

/// <summary>One wall's control groups: what to join, what to read, what to write. Without groups all of it is empty.</summary>
public sealed class WallGroup
{
    private const string Absent = "-";

    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>The <c>cgroup.procs</c> files that the launcher writes itself into.</summary>
    public required IReadOnlyList<string> Join { get; init; }

    public string Cpu { get; init; } = Absent;

    public string Peak { get; init; } = Absent;

    public string Usage { get; init; } = Absent;

    public string Oom { get; init; } = Absent;

    /// <summary>Where the group's memory is itemised; null without groups.</summary>
    public string? Memory { get; init; }

    /// <summary>Bytes of files in memory, such as what the compiler wrote: no kernel can take them back.</summary>
    public long FileBytes =>
        Memory is null ? 0
        : File.ReadLines(Memory).FirstOrDefault(l => l.StartsWith("shmem ", StringComparison.Ordinal)) is not { } line ? 0
        : long.Parse(line["shmem ".Length..], CultureInfo.InvariantCulture);

    /// <summary>Sets bytes of memory (swap none) and the number of tasks.</summary>
    public Action<long, int> Limit { get; init; } = (_, _) => { };

    public Action Kill { get; init; } = () => { };

    /// <summary>Removes the groups; a group whose last process is just ending is busy for a moment.</summary>
    public void Remove()
    {
        Kill();
        foreach (var folder in Folders)
            for (var i = 0; i < 200 && !TryRemove(folder); i++)
                Thread.Sleep(5);
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
