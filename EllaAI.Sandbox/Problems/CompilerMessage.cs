namespace EllaAI.Sandbox.Problems;

/// <summary>The one line of a compiler's message that says most: the first that speaks of an error, else the first.</summary>
internal static class CompilerMessage
{
    public static string Line(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines[0];
    }
}
