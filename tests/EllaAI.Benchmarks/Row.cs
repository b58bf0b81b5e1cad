namespace EllaAI.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Plain">Null where there is nothing to compare with, and the target is a number of its own.</param>
/// <param name="Unit">Of both samples, such as <c>ms</c>.</param>
/// <param name="Value">What the target bounds: a ratio of medians, or our median.</param>
/// <param name="Target">In words, such as <c>at most 1.3x</c>; empty when the row is for comparison only.</param>
/// <param name="Met">Null without a target.</param>
/// <param name="Note">What the reader should know of this line.</param>
internal sealed record Row(string Name, Sample? Plain, Sample? Ours, string Unit, string Value, string Target, bool? Met, string Note = "")
{
    /// <summary>Time against time: less is better.</summary>
    public static Row AtMost(string name, Sample plain, Sample ours, double? most, string note = "")
    {
        var ratio = ours.Median / plain.Median;
        return new(name, plain, ours, "ms", $"{ratio:F2}x", most is null ? "" : $"at most {most:0.##}x", most is null ? null : ratio <= most, note);
    }

    /// <summary>Runs a second against runs a second: more is better.</summary>
    public static Row AtLeast(string name, Sample plain, Sample ours, double least, string note = "")
    {
        var ratio = ours.Median / plain.Median;
        return new(name, plain, ours, "runs/s", $"{ratio:F2}x", $"at least {least:0.##}x", ratio >= least, note);
    }

    public static Row Under(string name, Sample ours, double mostMs, string note = "") =>
        new(name, null, ours, "ms", $"{ours.Median:F0} ms", $"under {mostMs:0} ms", ours.Median < mostMs, note);

    public static Row Skipped(string name, string why) => new(name, null, null, "", "", "", null, why);
}
