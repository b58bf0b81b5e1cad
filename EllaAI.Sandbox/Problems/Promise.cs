namespace EllaAI.Sandbox.Problems;

/// <summary>What a package says will become of a submission.</summary>
/// <param name="Expected">Names of results, such as <c>time-limit</c> and <c>partially-accepted</c>: its own must be one of them.</param>
internal sealed record Promise(IReadOnlyList<string> Expected)
{
    /// <summary>Of <c>submissions.yaml</c> and its default folders; all must hold. None: only the final result counts.</summary>
    public IReadOnlyList<PromiseRule> Rules { get; init; } = [];

    /// <summary>The time limit must leave it room.</summary>
    public bool BoundsTimeLimit { get; init; }
}

/// <param name="Scope">A pattern of tests and groups; empty for all.</param>
/// <param name="Permitted">Every test of the scope has one of these.</param>
/// <param name="Required">Some test of the scope has one of these.</param>
/// <param name="Least">Bounds of the score; of the whole submission, as scopes have none here.</param>
internal sealed record PromiseRule(string Scope, Outcomes Permitted, Outcomes Required, double? Least, double? Most)
{
    public bool Covers(TestCase test) => Scope.Length == 0 || Glob.Matches(Scope, test.Name);
}

/// <param name="Program">With the included files.</param>
internal sealed record Submission(PackageProgram Program, Promise Promise);
