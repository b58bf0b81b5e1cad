namespace EllaAI.Core.Operations;

/// <summary>How long something is remembered, and where.</summary>
/// <param name="Fresh">Without Redis; with it a replica believes its own copy for a minute at most and then asks the shared one.</param>
/// <param name="Shared">Also kept in Redis. False for what holds hidden tests: it stays in the process.</param>
/// <param name="Weight">Room that one value takes, beside others.</param>
public sealed record CachePolicy(string Name, TimeSpan Fresh, bool Shared = true, int Weight = 1)
{
    /// <summary>What an open page needs to go on after its connection or its replica was lost.</summary>
    public static CachePolicy Sessions { get; } = new("sessions", TimeSpan.FromHours(24));

    public static CachePolicy QueryResults { get; } = new("query-results", TimeSpan.FromHours(1));

    public static CachePolicy HiddenTests { get; } = new("hidden-tests", TimeSpan.FromHours(1), Shared: false, Weight: 50);

    public static CachePolicy ComputedMetrics { get; } = new("computed-metrics", TimeSpan.FromMinutes(30));

    public static IReadOnlyList<CachePolicy> All { get; } = [Sessions, QueryResults, HiddenTests, ComputedMetrics];
}
