using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.UnitTests;

/// <summary>What a runner wrote on standard output, by its mark.</summary>
/// <param name="Ended">The runner came to its end.</param>
/// <param name="Rest">Lines that are not the runner's.</param>
internal sealed record TestReport(IReadOnlyList<UnitCase> Cases, bool Ended, string Rest)
{
    private const int MostCases = 1_000, LongestText = 4_000;

    public static TestReport Read(string output, string mark)
    {
        var lines = output.Split('\n').ToLookup(l => l.StartsWith(mark + " ", StringComparison.Ordinal));
        var said = lines[true].Select(l => l[(mark.Length + 1)..].TrimEnd('\r')).ToList();
        return new([.. said.Select(Case).OfType<UnitCase>().Take(MostCases)], said.Contains("end"), string.Join('\n', lines[false]));
    }

    /// <summary>The verdict on an invocation that nothing stopped, and a sentence.</summary>
    public (Verdict Verdict, string Note) Verdict()
    {
        var failed = Cases.Where(c => c.Verdict != Core.Execution.Verdict.Accepted).ToList();
        return this switch
        {
            { Ended: false } => (Core.Execution.Verdict.RuntimeError, $"The tests ended early, after {Cases.Count}."),
            { Cases.Count: 0 } => (Core.Execution.Verdict.RuntimeError, "No test was found, or none was reached."),
            _ when failed.Count == 0 => (Core.Execution.Verdict.Accepted, ""),
            _ => (failed.Exists(c => c.Verdict == Core.Execution.Verdict.WrongAnswer) ? Core.Execution.Verdict.WrongAnswer : Core.Execution.Verdict.RuntimeError,
                $"{failed.Count} of {Cases.Count} tests failed, first {failed[0].Name}."),
        };
    }

    // Who forges a line may write anything; what is no case is none.
    private static UnitCase? Case(string line)
    {
        try
        {
            return line.StartsWith('{') && JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web) is { Name: { } name, Verdict: { } verdict } said
                ? new(Cut(name), KebabName.Parse<Verdict>(verdict), (int)Math.Clamp(said.Ms, 0, int.MaxValue), Cut(said.Message ?? ""))
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private sealed record Line(string? Name, string? Verdict, double Ms, string? Message);
}
