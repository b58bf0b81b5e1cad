using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// Every test has to be accepted. A promise may name the verdicts of all tests, and then all are run until one breaks it;
/// otherwise the first failure ends it.
/// </summary>
internal class AllTestsGrader(TestFolder root, Promise promise) : Grading(root)
{
    public override TestCase? Next(IReadOnlyDictionary<TestCase, Tested> results)
    {
        foreach (var test in Root.Tests.Where(t => !Left(t, results)))
            if (!results.TryGetValue(test, out var tested)) return test;
            else if (tested.Verdict != Verdict.Accepted && IsOver(test, tested.Verdict)) return null;
        return null;
    }

    public override Grade Result(IReadOnlyDictionary<TestCase, Tested> results) => new(FirstFailure(results), null, null);

    /// <summary>It is not to be run, after what is known.</summary>
    protected virtual bool Left(TestCase test, IReadOnlyDictionary<TestCase, Tested> results) => false;

    protected virtual bool IsOver(TestCase test, Verdict verdict) =>
        promise.Rules.Count == 0 || promise.Rules.Any(r => r.Covers(test) && !r.Permitted.HasFlag(Outcome(verdict)));

    private static Outcomes Outcome(Verdict verdict) => verdict.Outcome() is var outcome && outcome != Outcomes.None ? outcome : (Outcomes)(1 << 30);
}
