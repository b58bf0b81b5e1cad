using EllaAI.Core.Reports;

namespace EllaAI.Web.Reports;

/// <param name="Percent">Of all who were invited, 0 to 100.</param>
public sealed record FunnelStep(string Name, int Count, int Percent);

/// <summary>How many of those who were invited came how far.</summary>
public static class Funnel
{
    public static IReadOnlyList<FunnelStep> Of(BoardCounts counts) =>
    [
        Step("Invited", counts.Invited, counts),
        Step("Started", counts.Started, counts),
        Step("Finished", counts.Finished, counts),
    ];

    private static FunnelStep Step(string name, int count, BoardCounts counts) =>
        new(name, count, counts.Invited == 0 ? 0 : (int)Math.Round(100d * count / counts.Invited));
}
