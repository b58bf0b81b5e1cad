using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// The default grader of the legacy format, group by group: verdicts by <c>worst_error</c>, <c>first_error</c> or
/// <c>always_accept</c>; scores by <c>sum</c>, <c>avg</c>, <c>min</c> or <c>max</c>; <c>on_reject</c> says what is still run.
/// </summary>
internal sealed class LegacyGrader(TestFolder root, ProblemSettings problem) : Grading(root)
{
    // From the worst on; what is not here is no error.
    private static readonly Verdict[] Worst =
    [
        Verdict.SystemError, Verdict.CompileError, Verdict.RuntimeError, Verdict.MemoryLimit, Verdict.TimeLimit, Verdict.WallLimit,
        Verdict.OutputLimit, Verdict.WrongAnswer, Verdict.PresentationError,
    ];

    private readonly double? _best = Best(root, problem);

    public override TestCase? Next(IReadOnlyDictionary<TestCase, Tested> results) => Walk(Root, results.GetValueOrDefault, problem).Next;

    public override Grade Result(IReadOnlyDictionary<TestCase, Tested> results)
    {
        var (verdict, score) = Walk(Root, results.GetValueOrDefault, problem).Part ?? new(Verdict.Accepted, 0);
        return problem.IsScoring ? new(verdict, score, _best is { } best ? problem.Minimize ? score <= best + 1e-9 : score >= best - 1e-9 : null) : new(verdict, null, null);
    }

    private sealed record Part(Verdict Verdict, double Score);

    // The next test without a result, or else the group's part; neither for a group without tests.
    private static (TestCase? Next, Part? Part) Walk(TestFolder folder, Func<TestCase, Tested?> result, ProblemSettings problem)
    {
        var parts = new List<Part>();
        foreach (var item in folder.Items)
        {
            Part? part;
            if (item is TestFolder group)
            {
                (var next, part) = Walk(group, result, problem);
                if (next is not null) return (next, null);
                if (part is null) continue;
            }
            else if (result((TestCase)item) is { } tested) part = Test(tested, folder.Legacy, problem);
            else return ((TestCase)item, null);
            parts.Add(part);
            if (part.Verdict == Verdict.SystemError || (part.Verdict != Verdict.Accepted && folder.Legacy.Break)) break;
        }
        return (null, parts.Count == 0 ? null : Together(folder, parts));
    }

    private static Part Test(Tested tested, LegacyGrading grading, ProblemSettings problem) =>
        new(tested.Verdict, tested.Verdict != Verdict.Accepted ? grading.RejectScore : (problem.ValidatorScores ? tested.RawScore : null) ?? grading.AcceptScore);

    private static Part Together(TestFolder folder, List<Part> parts)
    {
        var flags = folder.Legacy.Flags;
        // The root has the sample and the secret tests, in this order.
        if (folder.Name.Length == 0 && flags.Contains("ignore_sample")) parts = [parts[^1]];
        var verdicts = parts.ConvertAll(p => p.Verdict);
        var verdict = verdicts.Contains(Verdict.SystemError) ? Verdict.SystemError
            : flags.Contains("accept_if_any_accepted") && verdicts.Contains(Verdict.Accepted) ? Verdict.Accepted
            : flags.LastOrDefault(f => f is "worst_error" or "no_errors" or "first_error" or "always_accept") switch
            {
                "always_accept" => Verdict.Accepted,
                "first_error" => verdicts.FirstOrDefault(v => v != Verdict.Accepted, Verdict.Accepted),
                _ => Worst.FirstOrDefault(verdicts.Contains, Verdict.Accepted),
            };
        var scores = parts.ConvertAll(p => p.Score);
        return new(verdict, flags.LastOrDefault(f => f is "sum" or "avg" or "min" or "max") switch
        {
            "avg" => scores.Average(),
            "min" => scores.Min(),
            "max" => scores.Max(),
            _ => scores.Sum(),
        });
    }

    // Exact where tests have fixed scores; else what the package says of the range, if anything.
    private static double? Best(TestFolder root, ProblemSettings problem)
    {
        if (!problem.ValidatorScores) return Walk(root, _ => new("", Verdict.Accepted, 0, null, 0, 0, 0, "", "", false, ""), problem).Part?.Score;
        var graded = root.Legacy.Flags.Contains("ignore_sample") ? root.Items.OfType<TestFolder>().Last() : root;
        var best = problem.Minimize ? graded.Legacy.Least : graded.Legacy.Most;
        return double.IsFinite(best) ? best : null;
    }
}
