using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <param name="Plan">Null for none.</param>
/// <param name="Chosen">The plan, and what is the company's own.</param>
/// <param name="Quotas">One of each, in their order.</param>
/// <param name="MeasuredAt">When storage was; null when it never was.</param>
public sealed record CompanyUsage(Company Company, Plan? Plan, CompanyPlan Chosen, IReadOnlyList<QuotaUse> Quotas, DateTimeOffset? MeasuredAt)
{
    /// <summary>The one that is used up most; null where there is no limit.</summary>
    public QuotaUse? Fullest => Quotas.Where(q => q.Percent is not null).MaxBy(q => q.Percent);

    /// <summary>Those that are near, or reached, the fullest first.</summary>
    public IReadOnlyList<QuotaUse> Warnings => [.. Quotas.Where(q => q is { Limit: not 0, State: QuotaState.Near or QuotaState.Reached }).OrderByDescending(q => q.Percent)];
}

/// <summary>What a company uses, for its owners and admins, and for whoever operates the platform.</summary>
public sealed class ShowUsage(IDocumentStore documents, TimeProvider clock)
{
    public const int Days = 30;

    /// <summary>Of one's own company.</summary>
    public async Task<Result<CompanyUsage>> Run(Actor actor, CancellationToken ct) =>
        actor.May(Permission.ManageCompany) ? await Read(actor, clock.GetUtcNow(), ct) is { } usage ? usage : Problems.NotFound : Problems.Forbidden;

    /// <summary>The executions of the last <see cref="Days"/> days, the oldest first.</summary>
    public async Task<Result<List<DayOfExecutions>>> History(Actor actor, CancellationToken ct) =>
        actor.May(Permission.ManageCompany) && actor.Company != CompanyId.Platform ? await Last(actor, ct) : Problems.Forbidden;

    /// <summary>What comes to an end in one's own company, the fullest first; nothing for whoever could not do anything about it.</summary>
    public async Task<Result<List<QuotaUse>>> Warnings(Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ManageCompany) || actor.Company == CompanyId.Platform) return new List<QuotaUse>();
        // Most have no limits, and this is asked for each page.
        if (await PlanLimits.Of(documents, actor, ct) == PlanLimits.None || await Read(actor, clock.GetUtcNow(), ct) is not { } usage) return new List<QuotaUse>();
        return usage.Warnings.ToList();
    }

    /// <summary>Of any company.</summary>
    public async Task<Result<CompanyUsage>> Of(Actor actor, CompanyId company, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        return await Read(Actor.System(company), clock.GetUtcNow(), ct) is { } usage ? usage : Problems.NotFound;
    }

    public async Task<Result<List<DayOfExecutions>>> HistoryOf(Actor actor, CompanyId company, CancellationToken ct) =>
        !actor.OperatesPlatform ? Problems.Forbidden : company == CompanyId.Platform ? Problems.NotFound : await Last(Actor.System(company), ct);

    /// <summary>Without asking anybody: for jobs.</summary>
    internal async Task<CompanyUsage?> Read(Actor within, DateTimeOffset now, CancellationToken ct)
    {
        if (within.Company == CompanyId.Platform || await documents.Get<Company>(Company.Key(within), ct) is not { } company) return null;
        var chosen = (await CompanyPlan.Of(documents, within, ct)).Value;
        var plan = chosen.Plan is { } id ? (await PlanBook.Of(documents, ct)).Value.Find(id) : null;
        var limits = chosen.Limits(plan);
        var storage = (await StorageUse.Of(documents, within, ct)).Value;
        return new(
            company.Value, plan, chosen,
            [
                Use(Quota.Members, await Seats.Used(documents, within, now, ct)),
                Use(Quota.Assessments, (await CountedAssessments.Of(documents, within, ct)).Value.Active),
                Use(Quota.Executions, await CountedExecutions.Of(documents, within, CountedExecutions.Day(now), ct)),
                Use(Quota.Storage, storage.MeasuredAt is null ? null : storage.Bytes),
            ],
            storage.MeasuredAt);

        QuotaUse Use(Quota quota, long? used) => new(quota, used, limits.Of(quota)) { Plan = chosen.Own.Any(own => own.Quota == quota) ? "" : plan?.Name ?? "" };
    }

    private Task<List<DayOfExecutions>> Last(Actor within, CancellationToken ct) =>
        UsageHistory.Last(documents, within, Days, CountedExecutions.Day(clock.GetUtcNow()), ct);
}
