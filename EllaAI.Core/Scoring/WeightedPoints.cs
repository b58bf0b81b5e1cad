using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Scoring;

/// <summary>Points of a submission: what its groups give by their rule, and each other test's weight times its score.</summary>
public static class WeightedPoints
{
    /// <summary>Whole points, rounded down: full marks are for full solutions.</summary>
    public static int Of(Question question, IReadOnlyList<TestOutcome> outcomes)
    {
        const double RoundingError = 1e-9;
        var scores = outcomes.ToDictionary(o => o.Number, o => Math.Clamp(o.Score, 0, 1));
        var alone = question.Tests.Where(t => t.Group.Length == 0).Sum(t => t.Weight * Score(t));
        var together = question.Groups.Sum(g => g.Of([.. question.Tests.Where(t => t.Group == g.Name).Select(t => ((double)t.Weight, Score(t)))]));
        return (int)Math.Floor(alone + together + RoundingError);

        double Score(TestCase test) => scores.GetValueOrDefault(test.Number);
    }

    /// <summary>The first verdict that is not accepted, in the order of the tests.</summary>
    public static Verdict VerdictOf(CompileOutcome? compile, IReadOnlyList<TestOutcome> outcomes) =>
        compile is { Verdict: not Verdict.Accepted }
            ? compile.Verdict
            : outcomes.Select(o => o.Verdict).FirstOrDefault(v => v != Verdict.Accepted, Verdict.Accepted);
}
