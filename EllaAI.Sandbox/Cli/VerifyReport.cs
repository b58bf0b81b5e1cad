using System.Globalization;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Problems;

namespace EllaAI.Sandbox.Cli;

/// <summary>
/// What <c>verify</c> prints of one package. Results are called as verdicts are everywhere, and <c>partially-accepted</c>; files
/// are paths from the package's folder. An input validator is listed beside the submissions only when it failed, so that
/// <c>ok</c> and <c>failed</c> count what is listed.
/// </summary>
/// <param name="problem">Why the package could not be judged at all; null when it could.</param>
internal sealed class VerifyReport(string name, Verified verified, string? problem)
{
    public int Failed => verified.Failed + (problem is null ? 0 : 1);

    /// <summary>A line for each failure.</summary>
    public IEnumerable<string> Problems =>
        problem is not null ? [$"{name}: {problem}"] : [
            .. verified.Inputs.Where(i => i.Problem.Length > 0).Select(i => $"{name}: {i.Validator.File}: {i.Problem}"),
            .. verified.Submissions.Where(s => !s.Ok).Select(s => $"{name}: {s.Submission.Program.File}: {Expected(s)} expected, {s.Actual} found. {s.Note}".TrimEnd()),
        ];

    public string Json() => JsonSerializer.Serialize(
        new
        {
            Problem = name,
            Submissions = Lines(),
            verified.Ok,
            Failed,
            Skipped = problem is null ? verified.Skipped : [new(".", problem)],
        },
        RunReport.Options);

    public string Text()
    {
        var text = new StringBuilder().AppendLine(name + Limit());
        var rows = Lines().ToList();
        int Wide(Func<Line, string> cell) => rows.Max(r => cell(r).Length);
        foreach (var row in rows)
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"  {(row.Ok ? "ok    " : "FAILED")}  {row.File.PadRight(Wide(r => r.File))}  {row.Language.PadRight(Wide(r => r.Language))}  {row.Actual.PadRight(Wide(r => r.Actual))}  {Time(row),8}  {row.Score:0.######}").TrimEnd());
        foreach (var (file, reason) in verified.Skipped) text.AppendLine($"  skipped {file}: {reason}");
        if (verified.Inputs.Count > 0) text.AppendLine($"  {verified.Inputs.Count(i => i.Problem.Length == 0)} of {verified.Inputs.Count} input validators took every input");
        return text.Append(CultureInfo.InvariantCulture, $"  {verified.Ok} ok, {Failed} failed, {verified.Skipped.Count} skipped").ToString();
    }

    private static string Expected(SubmissionVerdict verdict) => string.Join(" or ", verdict.Submission.Promise.Expected);

    private string Limit() => verified.Limit switch
    {
        null => "",
        { Slowest: { } slowest } derived => string.Create(CultureInfo.InvariantCulture, $"  (time limit {derived.Seconds:0.###} s, for a slowest right one of {slowest:0.###} s)"),
        var given => string.Create(CultureInfo.InvariantCulture, $"  (time limit {given.Seconds:0.###} s)"),
    };

    private string Time(Line row) =>
        verified.Submissions.FirstOrDefault(s => s.Submission.Program.File == row.File)?.SlowestMs is { } ms ? $"{ms} ms" : "";

    private IEnumerable<Line> Lines() =>
    [
        .. verified.Submissions.Select(s => new Line(s.Submission.Program.File, s.Submission.Program.Language, s.Submission.Promise.Expected, s.Actual, Rounded(s.Score), s.Ok)),
        .. verified.Inputs.Where(i => i.Problem.Length > 0).Select(i => new Line(i.Validator.File, i.Validator.Language, ["accepted"], KebabName.Of(i.Verdict), null, false)),
    ];

    private static double? Rounded(double? score) => score is { } s && double.IsFinite(s) ? Math.Round(s, 6) : null;

    private sealed record Line(string File, string Language, IReadOnlyList<string> Expected, string Actual, double? Score, bool Ok);
}
