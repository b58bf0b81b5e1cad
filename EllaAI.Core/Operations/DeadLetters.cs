using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <param name="Subject">What the event was about.</param>
public sealed record DeadLetter(
    CompanyId Company, string Id, string EventType, string Subject, string Subscriber, DateTimeOffset HappenedAt, DateTimeOffset GivenUpAt, int Attempts, string Reason);

/// <summary>Deliveries that were given up, of every company, oldest first.</summary>
public sealed class ListDeadLetters(IDocumentStore documents)
{
    private const int PageSize = 50;

    public async Task<Result<Page<DeadLetter>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.OperatePlatform)) return Problems.Forbidden;
        var query = Actor.System(CompanyId.Platform).QueryEverywhere(Delivery.InState, "dead") with { Limit = PageSize, Cursor = cursor };
        var page = await documents.ToPage<Delivery>(query, ct);
        return new Page<DeadLetter>([.. page.Items.Select(Letter)], page.Next);
    }

    private static DeadLetter Letter(Versioned<Delivery> found)
    {
        var delivery = found.Value;
        return new(
            new(found.Key.Company), delivery.Id, delivery.Event.Type, delivery.Event.Subject, delivery.Subscriber,
            delivery.Event.Time, delivery.DueAt, delivery.Attempts, delivery.Reason);
    }
}

/// <summary>Lets a dead letter be tried again, from its first attempt on.</summary>
public sealed class RedeliverEvent(IDocumentStore documents, OutboxBell bell, TimeProvider clock)
{
    private static readonly Problem _gone = Problems.NotFound with { Detail = "It is no dead letter any more: it has been sent on its way again." };

    public async Task<Result<Delivery>> Run(Actor actor, CompanyId company, string id, CancellationToken ct)
    {
        if (!actor.May(Permission.OperatePlatform)) return Problems.Forbidden;
        var key = Actor.System(company).Key(Delivery.Collection, id);
        if (await documents.Get<Delivery>(key, ct) is not { Value.State: DeliveryState.Dead } found) return _gone;
        var again = found.Value.Again(clock.GetUtcNow());
        if (!await documents.Commit([Change.Update(found, again)], [], ct)) return Problems.Conflict;
        bell.Ring();
        return again;
    }
}
