namespace EllaAI.Sandbox.Problems;

/// <summary>How a group of the legacy format gets its result from its parts: <c>testdata.yaml</c>.</summary>
internal sealed record LegacyGrading
{
    /// <summary>After the first part that is not accepted, the others are not judged.</summary>
    public bool Break { get; init; } = true;

    /// <summary>By a program of the package.</summary>
    public bool Custom { get; init; }

    /// <summary>Of the default grader: how verdicts and scores of the parts become one.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    public double AcceptScore { get; init; } = 1;

    public double RejectScore { get; init; }

    public double Least { get; init; } = double.NegativeInfinity;

    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>What a group does not say is as its parent says, key by key.</summary>
    public LegacyGrading With(Yaml yaml)
    {
        var (least, most) = Range(yaml) ?? (Least, Most);
        return this with
        {
            Break = yaml.Text("on_reject") switch
            {
                null => Break,
                "break" or "first_error" or "worst_error" => true,
                "continue" or "grade" => false,
                var other => throw yaml.Wrong("on_reject", $"'on_reject' must be break or continue, not '{other}'"),
            },
            Custom = yaml.Text("grading") switch
            {
                null => Custom,
                "default" => false,
                "custom" => true,
                var other => throw yaml.Wrong("grading", $"'grading' must be default or custom, not '{other}'"),
            },
            Flags = yaml.Words("grader_flags") ?? Flags,
            AcceptScore = yaml.Number("accept_score") ?? AcceptScore,
            RejectScore = yaml.Number("reject_score") ?? RejectScore,
            Least = least,
            Most = most,
        };
    }

    private static (double Least, double Most)? Range(Yaml yaml) => yaml.Words("range") switch
    {
        null => null,
        [var least, var most] => (Yaml.AsNumber(least) ?? throw Bad(yaml), Yaml.AsNumber(most) ?? throw Bad(yaml)),
        _ => throw Bad(yaml),
    };

    private static PackageException Bad(Yaml yaml) => yaml.Wrong("range", "'range' must be two numbers");
}
