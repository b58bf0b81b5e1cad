using System.Globalization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Languages;

/// <summary>Fills a step's placeholders.</summary>
internal static class CommandLine
{
    private static readonly string[] Usual =
        ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8", "USER=user"];

    /// <param name="entryClass">What <c>{class}</c> stands for.</param>
    public static IReadOnlyList<string> Arguments(Step step, IReadOnlyList<string> files, Limits limits, string entryClass = "") =>
        [.. step.Arguments.SelectMany(a => a switch
        {
            "{sources}" => Sources(files),
            "{reversed}" => Sources(files).Reverse(),
            "{class}" => [entryClass],
            _ => [Fill(a, files[0], limits)],
        })];

    public static IReadOnlyList<string> Environment(IReadOnlyList<string> own) => [.. Usual, .. own];

    public static IReadOnlyList<string> Environment(Step step, IReadOnlyList<string> files, Limits limits) =>
        Environment([.. step.Environment.Select(e => Fill(e, files[0], limits))]);

    private static IEnumerable<string> Sources(IReadOnlyList<string> files) =>
        files.Where(f => Path.GetExtension(f) == Path.GetExtension(files[0]));

    private static string Fill(string text, string file, Limits limits) =>
        text.Replace("{file}", file, StringComparison.Ordinal)
            .Replace("{memory}", limits.MemoryMb.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{memoryHex}", (limits.MemoryMb * 1024L * 1024).ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
