using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>How much of each a company may use; null for no limit.</summary>
public sealed record PlanLimits(long? Members = null, long? Assessments = null, long? Executions = null, long? Storage = null)
{
    public const long Most = 1_000_000_000_000_000;

    public static PlanLimits None { get; } = new();

    public static IReadOnlyList<Quota> Quotas { get; } = Enum.GetValues<Quota>();

    public long? Of(Quota quota) => quota switch
    {
        Quota.Members => Members,
        Quota.Assessments => Assessments,
        Quota.Executions => Executions,
        _ => Storage,
    };

    public PlanLimits With(Quota quota, long? limit) => quota switch
    {
        Quota.Members => this with { Members = limit },
        Quota.Assessments => this with { Assessments = limit },
        Quota.Executions => this with { Executions = limit },
        _ => this with { Storage = limit },
    };

    /// <summary>What counts for a company: its plan's, and its own before them. The platform itself has none.</summary>
    public static async Task<PlanLimits> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        if (actor.Company == CompanyId.Platform) return None;
        var chosen = (await CompanyPlan.Of(documents, actor, ct)).Value;
        return chosen.Limits(chosen.Plan is { } plan ? (await PlanBook.Of(documents, ct)).Value.Find(plan) : null);
    }

    /// <summary>Null when these can be limits.</summary>
    public Problem? Check() => Quotas.Select(quota => Check(quota, Of(quota))).FirstOrDefault(problem => problem is not null);

    internal static Problem? Check(Quota quota, long? limit) => (quota, limit) switch
    {
        (_, null) => null,
        (Quota.Members, < 1) => Problems.Invalid("members", "A company has one member at least: write 1 or more."),
        (Quota.Storage, < 0 or > Most) => Problems.Invalid("storage", $"Write a size such as 500 MB or 10 GB, of at most {ByteSize.Words(Most)}."),
        (_, < 0 or > Most) => Problems.Invalid(Field(quota), $"A limit is a whole number from 0 to {Most.ToString("N0", CultureInfo.InvariantCulture)}."),
        _ => null,
    };

    /// <summary>As in the codes of problems.</summary>
    public static string Field(Quota quota) => Execution.KebabName.Of(quota);

    /// <summary>For the audit log.</summary>
    public string InShort() => string.Join(", ", Quotas.Select(quota => InShort(quota, Of(quota))));

    internal static string InShort(Quota quota, long? limit) => (quota, limit) switch
    {
        (Quota.Members, null) => "any members",
        (Quota.Members, { } most) => Number(most, "member"),
        (Quota.Assessments, null) => "any active assessments",
        (Quota.Assessments, { } most) => Number(most, "active assessment"),
        (Quota.Executions, null) => "any executions",
        (Quota.Executions, { } most) => $"{Number(most, "execution")} a day",
        (_, null) => "any storage",
        (_, { } most) => $"{ByteSize.Words(most)} of storage",
    };

    private static string Number(long number, string of) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {of}{(number == 1 ? "" : "s")}");
}
