using System.Globalization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>What became of a submission, beside what was promised.</summary>
/// <param name="Actual">In the words of <see cref="Promise.Expected"/>.</param>
/// <param name="SlowestMs">Processor milliseconds of the slowest accepted test; null when none was.</param>
/// <param name="Note">A sentence on why it is not as promised; empty when it is.</param>
internal sealed record SubmissionVerdict(Submission Submission, string Actual, double? Score, bool Ok, int? SlowestMs, string Note)
{
    public static SubmissionVerdict NotRun(Submission submission, Verdict verdict, string message) =>
        Final(submission, KebabName.Of(verdict), null, null, CompilerMessage.Line(message));

    public static SubmissionVerdict Of(Submission submission, Grade grade, IReadOnlyDictionary<TestCase, Tested> results)
    {
        int? slowest = results.Values.Any(t => t.Verdict == Verdict.Accepted) ? results.Values.Where(t => t.Verdict == Verdict.Accepted).Max(t => t.CpuMs) : null;
        var failing = results.FirstOrDefault(r => r.Value.Verdict == grade.Verdict && grade.Verdict != Verdict.Accepted);
        var note = failing.Key is null ? "" : $"{failing.Key.Name}: {failing.Value.Note}";
        var expected = submission.Promise.Expected;
        if (submission.Promise.Rules.Count == 0)
        {
            var partial = grade.Verdict == Verdict.Accepted ? grade.IsBest == false || (grade is { Score: not null, IsBest: null } && !expected.Contains("accepted"))
                : expected.Contains("partially-accepted") && grade is { Score: > 0, IsBest: not true } && grade.Verdict.Outcome() != Outcomes.None && results.Values.Any(t => t.Verdict == Verdict.Accepted);
            return Final(submission, partial ? "partially-accepted" : KebabName.Of(grade.Verdict), grade.Score, slowest, note);
        }
        foreach (var rule in submission.Promise.Rules)
            if (Broken(rule, grade, results) is var (verdict, why))
                return new(submission, KebabName.Of(verdict), grade.Score, false, slowest, why);
        var actual = results.Values.Select(t => KebabName.Of(t.Verdict)).FirstOrDefault(v => v != "accepted" && expected.Contains(v), "accepted");
        return new(submission, actual, grade.Score, true, slowest, "");
    }

    private static SubmissionVerdict Final(Submission submission, string actual, double? score, int? slowest, string note)
    {
        var ok = submission.Promise.Expected.Contains(actual);
        return new(submission, actual, score, ok, slowest, ok ? "" : note);
    }

    private static (Verdict Verdict, string Why)? Broken(PromiseRule rule, Grade grade, IReadOnlyDictionary<TestCase, Tested> results)
    {
        var tests = results.Where(r => rule.Covers(r.Key)).ToList();
        foreach (var (test, tested) in tests)
            if (tested.Verdict.Outcome() is var outcome && (outcome == Outcomes.None || !rule.Permitted.HasFlag(outcome)))
                return (tested.Verdict, $"{test.Name}: {tested.Note}");
        if (!tests.Any(t => rule.Required.HasFlag(t.Value.Verdict.Outcome())))
            return (grade.Verdict, $"no test{(rule.Scope.Length == 0 ? "" : " of " + rule.Scope)} is {string.Join(" or ", rule.Required.Names())}.");
        // Scopes have no score here: only the whole submission is compared.
        return rule.Scope.Length == 0 && grade.Score is { } score && (score < rule.Least - 1e-6 || score > rule.Most + 1e-6)
            ? (grade.Verdict, string.Create(CultureInfo.InvariantCulture, $"its score is {score:0.######}, not from {rule.Least} to {rule.Most}."))
            : null;
    }
}
