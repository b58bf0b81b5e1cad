namespace EllaAI.Core.Execution;

public enum GroupScoring
{
    /// <summary>Each test gives its share of the points by its weight.</summary>
    Sum,

    /// <summary>The worst test decides: points times the smallest score in the group.</summary>
    Min,

    /// <summary>Every test is accepted, or there is nothing.</summary>
    AllOrNothing,
}

/// <summary>Tests that are scored together.</summary>
/// <param name="Points">At most, for the whole group.</param>
public sealed record TestGroup(string Name, int Points, GroupScoring Scoring)
{
    /// <summary>Points of a group, from 0 to <see cref="Points"/>, not rounded. A group without tests or weight gives none.</summary>
    /// <param name="tests">Each test's weight and its score from 0 to 1.</param>
    public double Of(IReadOnlyList<(double Weight, double Score)> tests)
    {
        var weight = tests.Sum(t => t.Weight);
        return tests.Count == 0 ? 0 : Points * Scoring switch
        {
            GroupScoring.Sum => weight > 0 ? tests.Sum(t => t.Weight * t.Score) / weight : 0,
            GroupScoring.Min => tests.Min(t => t.Score),
            GroupScoring.AllOrNothing => tests.All(t => t.Score >= 1) ? 1 : 0,
            _ => throw new InvalidOperationException($"No rule for {Scoring}."),
        };
    }
}
