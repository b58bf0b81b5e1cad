using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>A limit that one company has in place of its plan's.</summary>
/// <param name="Limit">Null for none.</param>
public sealed record OwnLimit(Quota Quota, long? Limit);

/// <summary>What a company may use. Lies in the company; only whoever operates the platform changes it.</summary>
/// <param name="Plan">Null for no limits but its own.</param>
public sealed record CompanyPlan(PlanId? Plan, IReadOnlyList<OwnLimit> Own, DateTimeOffset ChosenAt)
{
    public const string Collection = "company-plan";

    /// <summary>The companies of a plan.</summary>
    public static IndexSpec OfPlan { get; } = new(Collection, "company-plan-of-plan", ["plan"], "chosenAt", AcrossCompanies: true);

    public static DocumentKey Key(Actor actor) => actor.Key(Collection, "plan");

    public static async Task<Versioned<CompanyPlan>> Of(IDocumentStore documents, Actor actor, CancellationToken ct) =>
        await documents.Get<CompanyPlan>(Key(actor), ct) ?? new(Key(actor), new(null, [], default), 0);

    /// <param name="plan">Null also for one that is no more: then only the company's own limits are left.</param>
    public PlanLimits Limits(Plan? plan) => Own.Aggregate(plan?.Limits ?? PlanLimits.None, (limits, own) => limits.With(own.Quota, own.Limit));

    public bool IsAs(CompanyPlan other) => Plan == other.Plan && Own.ToHashSet().SetEquals(other.Own);

    /// <summary>For the audit log.</summary>
    public string InShort(Plan? plan)
    {
        var name = plan?.Name ?? "no plan";
        return Own.Count == 0 ? name : $"{name}; its own: {string.Join(", ", Own.OrderBy(o => o.Quota).Select(o => PlanLimits.InShort(o.Quota, o.Limit)))}";
    }
}
