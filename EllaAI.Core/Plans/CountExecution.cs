using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>
/// What an author or a program runs: counted, and refused when the day's limit is reached. Candidates' runs are counted (<see cref="TallyOfDay"/>) and
/// never come here.
/// </summary>
internal static class CountExecution
{
    /// <summary>For the commit that accepts it.</summary>
    public static async Task<Result<Counted>> More(IDocumentStore documents, Actor actor, TallyOfDay tally, DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyList<IEvent> events = [];
        if ((await PlanLimits.Of(documents, actor, ct)).Executions is { } limit)
        {
            var used = await CountedExecutions.Of(documents, actor, CountedExecutions.Day(now), ct);
            if (used >= limit) return PlanProblems.Reached(Quota.Executions, used, limit, now);
            // Only where it crosses a line: there may be many.
            if (new QuotaUse(Quota.Executions, used, limit).State != new QuotaUse(Quota.Executions, used + 1, limit).State)
                events = [.. QuotaNeared.When(actor.Company, Quota.Executions, used + 1, limit)];
        }

        return new Counted(await tally.Add(documents, 1, now, ct), events);
    }

    /// <summary>Why none is run any more today; null when one may be.</summary>
    public static async Task<Problem?> Refuses(IDocumentStore documents, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if ((await PlanLimits.Of(documents, actor, ct)).Executions is not { } limit) return null;
        var used = await CountedExecutions.Of(documents, actor, CountedExecutions.Day(now), ct);
        return used >= limit ? PlanProblems.Reached(Quota.Executions, used, limit, now) : null;
    }

    /// <summary>For one that is not kept: the count is all of the commit.</summary>
    public static async Task<Problem?> Alone(IDocumentStore documents, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        using var tally = TallyOfDay.Begin(actor);
        var counted = await documents.Retry<bool>(
            async () => (await More(documents, actor, tally, clock.GetUtcNow(), ct)).Ok(out var more, out var refused)
                ? new Decision<bool>(true, [more.Change], more.Events)
                : refused,
            ct);
        return counted.Ok(out _, out var problem) ? null : problem;
    }
}
