using System.Globalization;

namespace EllaAI.Core.Plans;

public static class PlanProblems
{
    private const string WhoCan = "whoever runs this installation can raise the limit";

    public static Problem Named { get; } = Problems.Invalid("name", "There is a plan of this name already.");

    public static Problem TooMany { get; } = new("too-many-plans", $"There can be {PlanBook.Most} plans. Delete one that no company uses.", ProblemKind.Conflict);

    public static Problem Unknown { get; } = new("plan-gone", "This plan does not exist, or is being deleted. Choose another one.", ProblemKind.Conflict);

    public static Problem IsDefault { get; } = new(
        "plan-is-default", "New companies get this plan. Say which plan they get instead, or that they get none, then delete it.", ProblemKind.Conflict);

    public static Problem InUse(int companies) => new(
        "plan-in-use", companies == 1 ? "One company has this plan. Give it another one first." : $"{ListPlans.Words(companies)} companies have this plan. Give them another one first.", ProblemKind.Conflict);

    public static Problem Changed { get; } = new(
        "plan-changed", "Somebody else changed this meanwhile, so yours was not saved. Open it again to see what it is now.", ProblemKind.Conflict);

    /// <summary>Nothing more of this begins.</summary>
    /// <param name="used">Before what was asked for.</param>
    public static Problem Reached(Quota quota, long used, long limit, DateTimeOffset now) => new(
        $"quota-{PlanLimits.Field(quota)}",
        quota switch
        {
            Quota.Members => $"All members that the company may have are there ({Number(used)} of {Number(limit)}, open invitations included): {WhoCan}.",
            Quota.Assessments => $"All active assessments that the company may have are there ({Number(used)} of {Number(limit)}): archive one, or ask whoever runs this installation to raise the limit.",
            Quota.Executions => $"All executions that the company may have in a day are used ({Number(used)} of {Number(limit)}): it begins anew at midnight UTC, and {WhoCan}.",
            _ => $"All storage that the company may use is used ({ByteSize.Words(used)} of {ByteSize.Words(limit)}): {WhoCan}.",
        },
        quota == Quota.Executions ? ProblemKind.TooMany : ProblemKind.OverQuota)
    {
        Facts = new Dictionary<string, object?> { ["quota"] = PlanLimits.Field(quota), ["used"] = used, ["limit"] = limit }
            .Concat(quota == Quota.Executions ? [new(Problem.RetryAfter, (long)Math.Ceiling((Tomorrow(now) - now).TotalSeconds))] : Array.Empty<KeyValuePair<string, object?>>())
            .ToDictionary(),
    };

    private static DateTimeOffset Tomorrow(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
