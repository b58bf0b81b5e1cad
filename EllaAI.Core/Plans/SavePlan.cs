using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>Adds a plan, or changes one for all companies that have it. What they use already stays: a lower limit refuses only what is new.</summary>
public sealed class SavePlan(IDocumentStore documents, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    /// <param name="isDefault">New companies get it.</param>
    /// <param name="shown">What was changed, as it was read; null to change whatever is there.</param>
    public async Task<Result<Plan>> Run(Actor actor, PlanId? id, string name, PlanLimits limits, bool isDefault, CancellationToken ct, PlanLine? shown = null)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        var plan = new Plan(id ?? new(Guid.NewGuid()), name.Trim(), limits);
        if (Plan.CheckName(plan.Name) is { } wrong) return wrong;
        if (limits.Check() is { } off) return off;
        return await documents.Retry<Plan>(
            async () =>
            {
                var found = await PlanBook.Of(documents, ct);
                var before = found.Value.Find(plan.Id);
                if (id is not null && before is null) return Problems.NotFound;
                if (shown is not null && (before != shown.Plan || shown.IsDefault != (found.Value.Default == plan.Id))) return PlanProblems.Changed;
                if (!found.Value.Put(plan).Ok(out var book, out var problem)) return problem;
                book = book with { Default = isDefault ? plan.Id : book.Default == plan.Id ? null : book.Default };
                if (before == plan && book.Default == found.Value.Default) return new Decision<Plan>(plan, [], []);
                return new Decision<Plan>(
                    plan,
                    [new(found.Key, book, found.Version)],
                    [
                        actor.Did(
                            before is null ? AuditAction.PlanAdded : AuditAction.PlanChanged, "plan", plan.Id, clock.GetUtcNow(),
                            before is null ? "" : InShort(found.Value, before), InShort(book, plan)),
                    ]);
            },
            ct);
    }

    private static string InShort(PlanBook book, Plan plan) => book.Default == plan.Id ? $"{plan.InShort()}; new companies get it" : plan.InShort();
}
