using EllaAI.Sandbox.Tests;

namespace EllaAI.Faults;

/// <summary>Processes below another one.</summary>
internal static class Descendants
{
    public static IReadOnlyList<int> Of(int root)
    {
        var parents = ProcFiles.All().ToDictionary(pid => pid, ProcFiles.Parent);
        return [.. parents.Keys.Where(pid => pid != root && Above(pid).Contains(root))];

        IEnumerable<int> Above(int pid)
        {
            for (var at = pid; at > 1; at = parents.GetValueOrDefault(at)) yield return at;
        }
    }
}
