using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Scoring;

/// <summary>Points of a submission: the sum of the weights of the tests it passed.</summary>
public static class WeightedPoints
{
    public static int Of(Question question, IReadOnlyList<TestOutcome> outcomes)
    {
        var passed = outcomes.Where(o => o.Verdict == Verdict.Accepted).Select(o => o.Number).ToHashSet();
        return question.Tests.Where(t => passed.Contains(t.Number)).Sum(t => t.Weight);
    }

    /// <summary>The first verdict that is not accepted, in the order of the tests.</summary>
    public static Verdict VerdictOf(CompileOutcome? compile, IReadOnlyList<TestOutcome> outcomes) =>
        compile is { Verdict: not Verdict.Accepted }
            ? compile.Verdict
            : outcomes.Select(o => o.Verdict).FirstOrDefault(v => v != Verdict.Accepted, Verdict.Accepted);
}
