using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Reports;

/// <param name="From">Lowest percent.</param>
/// <param name="To">Highest percent, included.</param>
public sealed record ScoreBucket(int From, int To, int Count);

/// <summary>How many people scored how much, in ten steps.</summary>
public static class ScoreHistogram
{
    private const int Buckets = 10;

    /// <param name="scores">0 to 100 each. A full 100 belongs to the last step, which is therefore 90 to 100.</param>
    public static IReadOnlyList<ScoreBucket> Of(IReadOnlyList<int> scores)
    {
        var counts = scores.CountBy(score => Math.Clamp(score / Buckets, 0, Buckets - 1)).ToDictionary();
        return [.. Enumerable.Range(0, Buckets).Select(i => new ScoreBucket(i * 10, i == Buckets - 1 ? 100 : (i * 10) + 9, counts.GetValueOrDefault(i)))];
    }

    /// <summary>The picture in words, for those who do not see it.</summary>
    public static string Describe(IReadOnlyList<ScoreBucket> buckets) =>
        "Scores: " + string.Join(", ", buckets.Where(b => b.Count > 0).Select(b => $"{Words.Count(b.Count, "candidate")} with {b.From} to {b.To}")) + ".";
}
