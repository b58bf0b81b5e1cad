using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>The result of a test, a group, or a whole submission.</summary>
/// <param name="Score">Null in a problem without scores.</param>
/// <param name="IsBest">False when a better score was possible; null when nobody knows the best one.</param>
internal sealed record Grade(Verdict Verdict, double? Score, bool? IsBest);

/// <summary>Turns results of tests into that of a submission, and says which test has to be run next.</summary>
internal abstract class Grading(TestFolder root)
{
    protected TestFolder Root { get; } = root;

    public static Grading For(Package package, Promise promise) =>
        package.LegacyGraded ? new LegacyGrader(package.Data, package.Problem)
        : package.Problem.IsScoring ? new PointsGrader(package.Data, promise)
        : new AllTestsGrader(package.Data, promise);

    /// <summary>Null when the others do not matter any more.</summary>
    public abstract TestCase? Next(IReadOnlyDictionary<TestCase, Tested> results);

    /// <summary>Once there is no next test.</summary>
    public abstract Grade Result(IReadOnlyDictionary<TestCase, Tested> results);

    /// <summary>Of the first test that was not accepted.</summary>
    protected Verdict FirstFailure(IReadOnlyDictionary<TestCase, Tested> results) =>
        Root.Tests.Where(results.ContainsKey).Select(t => results[t].Verdict).FirstOrDefault(v => v != Verdict.Accepted, Verdict.Accepted);
}
