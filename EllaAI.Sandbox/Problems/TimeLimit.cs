namespace EllaAI.Sandbox.Problems;

/// <summary>A problem's time limit, in seconds of processor time: that is hardly moved by what else the machine does.</summary>
/// <param name="Slowest">Of the submissions that it was derived from; null when the package says it, or none was accepted.</param>
internal sealed record TimeLimit(double Seconds, double? Slowest)
{
    /// <summary>For submissions that the limit is to be derived from.</summary>
    public const double Generous = 60;

    // The sandbox allows no more.
    private const double Most = 300;

    private const double WithoutAny = 10;

    /// <summary>Null: the package leaves it to be derived.</summary>
    public static TimeLimit? Given(ProblemSettings problem) => problem.TimeLimit is { } seconds ? new(Math.Min(seconds, Most), null) : null;

    /// <summary>The smallest multiple of the resolution that is at least the slowest's time multiplied, and at least one.</summary>
    public static TimeLimit Derived(ProblemSettings problem, IEnumerable<SubmissionVerdict> bounding)
    {
        if (bounding.Max(v => v.SlowestMs) is not { } ms) return new(WithoutAny, null);
        var steps = Math.Max(1, Math.Ceiling(ms / 1000d * problem.TimeMultiplier / problem.TimeResolution));
        return new(Math.Min(steps * problem.TimeResolution, Most), ms / 1000d);
    }
}
