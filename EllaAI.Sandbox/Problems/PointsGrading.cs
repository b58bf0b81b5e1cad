namespace EllaAI.Sandbox.Problems;

internal enum Aggregation
{
    PassFail,
    Sum,
    Min,
}

/// <summary>How a group of the 2023-07 format gets its points: <c>test_group.yaml</c>. Not inherited.</summary>
internal sealed record PointsGrading
{
    /// <summary>Null: not said; infinite: the output validator gives what it likes.</summary>
    public double? Most { get; init; }

    /// <summary>Null: not said.</summary>
    public Aggregation? Aggregation { get; init; }

    /// <summary>Tests or groups, such as <c>sample</c> or <c>secret/group1</c>, without which this one is not judged.</summary>
    public IReadOnlyList<string> RequirePass { get; init; } = [];

    /// <summary>The draft wrote <c>scoring: {score, aggregation, require_pass}</c>; what it became says <c>max_score</c> and so on.</summary>
    public static PointsGrading Read(Yaml yaml)
    {
        var (from, score, aggregation) = yaml.IsMap("scoring") ? (yaml.Map("scoring")!, "score", "aggregation") : (yaml, "max_score", "score_aggregation");
        return new()
        {
            Most = from.Text(score) == "unbounded" ? double.PositiveInfinity : from.Number(score),
            Aggregation = from.Text(aggregation) switch
            {
                null => null,
                "pass-fail" => Problems.Aggregation.PassFail,
                "sum" => Problems.Aggregation.Sum,
                "min" => Problems.Aggregation.Min,
                var other => throw from.Wrong(aggregation, $"'{aggregation}' must be pass-fail, sum or min, not '{other}'"),
            },
            RequirePass = from.List("require_pass") ?? [],
        };
    }
}
