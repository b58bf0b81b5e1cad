using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Scoring;

namespace EllaAI.Web.Questions;

/// <summary>What is known so far of a solution that runs on the tests of a question.</summary>
public sealed class Trial(Question question)
{
    private readonly Dictionary<string, Tested> _tested = [];

    /// <summary>Null until the compiler is through.</summary>
    public Compiled? Compiled { get; private set; }

    public Completed? Completed { get; private set; }

    /// <summary>Every test in order, with what came of it; null while it has not run.</summary>
    public IReadOnlyList<(TestCase Test, Tested? Tested)> Rows =>
        [.. question.Tests.Select(test => (test, _tested.GetValueOrDefault(test.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))];

    public int Ran => _tested.Count;

    public int Passed => _tested.Values.Count(tested => tested.Verdict == Verdict.Accepted);

    public int Points => WeightedPoints.Of(question, [.. _tested.Values.Select(t => ExecutionPlan.Keep(t, ownInput: false))]);

    public int MaxPoints => question.Points;

    public bool PassedAll => Passed == question.Tests.Count;

    public void Take(RunnerMessage message)
    {
        switch (message)
        {
            case Compiled compiled: Compiled = compiled; break;
            case Tested tested: _tested[tested.TestId] = tested; break;
            case Completed completed: Completed = completed; break;
        }
    }
}
