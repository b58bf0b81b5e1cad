using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>Says what a company may use: a plan, and limits of its own that come before the plan's.</summary>
public sealed class ChoosePlan(IDocumentStore documents, TimeProvider clock)
{
    /// <param name="plan">Null for none.</param>
    /// <param name="shown">What was changed, as it was read; null to change whatever is there.</param>
    public async Task<Result<CompanyPlan>> Run(Actor actor, CompanyId company, PlanId? plan, IReadOnlyList<OwnLimit> own, CancellationToken ct, CompanyPlan? shown = null)
    {
        if (!actor.OperatesPlatform || company == CompanyId.Platform) return Problems.Forbidden;
        if (own.DistinctBy(o => o.Quota).Count() < own.Count) return Problems.Invalid("limits", "A company has one limit of its own for each at most.");
        if (own.Select(o => PlanLimits.Check(o.Quota, o.Limit)).FirstOrDefault(problem => problem is not null) is { } wrong) return wrong;
        CompanyPlan? before = null;
        var chosen = await Change(actor, company, _ => new(plan, [.. own.OrderBy(o => o.Quota)], clock.GetUtcNow()), earlier => before = earlier, ct, shown);
        // A plan that is deleted at this moment was not yet seen to have a company, or has seen it and stays: see DeletePlan.
        if (!chosen.Ok(out _, out _) || plan is null || before is null || await IsThere(plan.Value, ct)) return chosen;
        await Change(actor, company, now => now.Plan == plan ? before : now, _ => { }, ct);
        return PlanProblems.Unknown;
    }

    private async Task<bool> IsThere(PlanId plan, CancellationToken ct) => (await PlanBook.Of(documents, ct)).Value.Find(plan) is { Leaving: false };

    private Task<Result<CompanyPlan>> Change(Actor actor, CompanyId id, Func<CompanyPlan, CompanyPlan> change, Action<CompanyPlan> before, CancellationToken ct, CompanyPlan? shown = null)
    {
        var within = Actor.System(id);
        return documents.Retry<CompanyPlan>(
            async () =>
            {
                if (await documents.Get<Company>(Company.Key(within), ct) is not { } company) return Problems.NotFound;
                var (found, book) = (await CompanyPlan.Of(documents, within, ct), (await PlanBook.Of(documents, ct)).Value);
                if (shown is not null && !shown.IsAs(found.Value)) return PlanProblems.Changed;
                var changed = change(found.Value);
                if (changed.IsAs(found.Value)) return new Decision<CompanyPlan>(found.Value, [], []);
                // The one that it has may stay while it leaves.
                if (changed.Plan is { } plan && plan != found.Value.Plan && book.Find(plan) is not { Leaving: false }) return PlanProblems.Unknown;
                before(found.Value);
                return new Decision<CompanyPlan>(
                    changed,
                    // With the company: none that goes meanwhile leaves a plan behind.
                    [new(found.Key, changed, found.Version), Storage.Change.Update(company, company.Value)],
                    company.Value.Administered(actor, AuditAction.CompanyPlanChanged, clock.GetUtcNow(), InShort(found.Value, book), InShort(changed, book)));
            },
            ct);
    }

    private static string InShort(CompanyPlan chosen, PlanBook book) => chosen.InShort(chosen.Plan is { } plan ? book.Find(plan) : null);
}
