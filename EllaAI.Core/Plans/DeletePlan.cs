using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>
/// Deletes a plan that no company has. First nobody can be given it any more, then it is looked for: whoever was given it meanwhile is found, and
/// whoever is not found reads after the commit that it leaves (<see cref="ChoosePlan"/>). One commit cannot hold both, since they lie in two companies.
/// </summary>
public sealed class DeletePlan(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<Plan>> Run(Actor actor, PlanId id, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        if (!(await Leave(id, true, ct)).Ok(out _, out var problem)) return problem;
        var companies = await ListPlans.Companies(documents, id, ct);
        if (companies > 0)
        {
            await Leave(id, false, ct);
            return PlanProblems.InUse(companies);
        }

        return await documents.Retry<Plan>(
            async () =>
            {
                var found = await PlanBook.Of(documents, ct);
                if (found.Value.Find(id) is not { } plan) return Problems.NotFound;
                // Somebody saved it meanwhile, so that it stays.
                if (!plan.Leaving) return Problems.Conflict;
                if (found.Value.Default == id) return PlanProblems.IsDefault;
                return new Decision<Plan>(
                    plan,
                    [Change.Update(found, found.Value.Without(id))],
                    [actor.Did(AuditAction.PlanDeleted, "plan", id, clock.GetUtcNow(), plan.InShort())]);
            },
            ct);
    }

    private Task<Result<Plan>> Leave(PlanId id, bool leaves, CancellationToken ct) => documents.Retry<Plan>(
        async () =>
        {
            var found = await PlanBook.Of(documents, ct);
            if (found.Value.Find(id) is not { } plan) return Problems.NotFound;
            if (leaves && found.Value.Default == id) return PlanProblems.IsDefault;
            var changed = plan with { Leaving = leaves };
            return changed == plan || !found.Value.Put(changed).Ok(out var book, out var problem)
                ? new Decision<Plan>(plan, [], [])
                : new Decision<Plan>(changed, [Change.Update(found, book)], []);
        },
        ct);
}
