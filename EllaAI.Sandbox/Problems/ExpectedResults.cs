using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// A line such as <c>@EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT</c> in a source: the final verdict is one of these. The names
/// are those of ICPC contests, of the folders, and the short ones.
/// </summary>
internal static partial class ExpectedResults
{
    private static readonly string[] RunError = ["runtime-error", "memory-limit", "output-limit"], WrongAnswer = ["wrong-answer", "presentation-error"];

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["CORRECT"] = ["accepted"],
        ["ACCEPTED"] = ["accepted"],
        ["AC"] = ["accepted"],
        ["PARTIALLY-ACCEPTED"] = ["partially-accepted"],
        ["WRONG-ANSWER"] = WrongAnswer,
        ["WA"] = WrongAnswer,
        ["NO-OUTPUT"] = WrongAnswer,
        ["PRESENTATION-ERROR"] = WrongAnswer,
        ["TIMELIMIT"] = ["time-limit", "wall-limit"],
        ["TIME-LIMIT"] = ["time-limit", "wall-limit"],
        ["TIME-LIMIT-EXCEEDED"] = ["time-limit", "wall-limit"],
        ["TLE"] = ["time-limit", "wall-limit"],
        ["RUN-ERROR"] = RunError,
        ["RUN-TIME-ERROR"] = RunError,
        ["RUNTIME-ERROR"] = RunError,
        ["RTE"] = RunError,
        ["MEMORY-LIMIT"] = ["memory-limit", "runtime-error"],
        ["MEMORYLIMIT"] = ["memory-limit", "runtime-error"],
        ["MLE"] = ["memory-limit", "runtime-error"],
        ["OUTPUT-LIMIT"] = ["output-limit"],
        ["OUTPUTLIMIT"] = ["output-limit"],
        ["OLE"] = ["output-limit"],
        ["COMPILER-ERROR"] = ["compile-error"],
        ["COMPILE-ERROR"] = ["compile-error"],
        ["CE"] = ["compile-error"],
    };

    /// <summary>Null when the program has no such line.</summary>
    public static IReadOnlyList<string>? Of(PackageProgram program)
    {
        var lines = program.Files.SelectMany(f => Line().Matches(f.Text)).ToList();
        if (lines.Count == 0) return null;
        if (lines.Count > 1) throw new PackageException($"{program.File} has more than one @EXPECTED_RESULTS@ line.");
        // The end of a comment may stand behind it.
        var words = lines[0].Groups[1].Value.Split(',').Select(w => w.Replace("*/", "", StringComparison.Ordinal).Trim());
        return [.. words.SelectMany(w => Names.GetValueOrDefault(w.ToUpperInvariant().Replace('_', '-'))
            ?? throw new PackageException($"{program.File}: its @EXPECTED_RESULTS@ line names '{w}', which is no result.")).Distinct()];
    }

    [GeneratedRegex(@"@EXPECTED_RESULTS@:([^\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
