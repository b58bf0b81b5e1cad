using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <summary>Where something is to be brought.</summary>
/// <param name="Name">As <see cref="Delivery.LaneOf"/> makes it.</param>
public readonly record struct Lane(CompanyId Company, string Name)
{
    public string Subscriber => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];
}

/// <summary>Makes of each new event one delivery for each of its subscribers, in one commit: no crash loses one or makes two.</summary>
public sealed class DispatchEvents(IDocumentStore documents, EventSubscribers subscribers, TimeProvider clock)
{
    /// <summary>Events of one company in one commit; with some subscribers each well below the 500 writes that Firestore takes.</summary>
    private const int Batch = 50;

    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <summary>The lanes that have got something, and whether there may be more events.</summary>
    public async Task<(IReadOnlyCollection<Lane> Lanes, bool More)> Run(CancellationToken ct)
    {
        var pending = new List<Versioned<OutboxEvent>>();
        await foreach (var e in documents.Query<OutboxEvent>(_platform.QueryEverywhere(OutboxEvent.Pending) with { Limit = 500 }, ct)) pending.Add(e);
        var batches = pending.GroupBy(e => e.Key.Company).SelectMany(ofCompany => ofCompany.Chunk(Batch).Take(1)).ToArray();
        var lanes = await Task.WhenAll(batches.Select(batch => Dispatch(Actor.System(new(batch[0].Key.Company)), batch, ct)));
        return (lanes.SelectMany(l => l).ToHashSet(), pending.Count > 0);
    }

    /// <summary>Deliveries whose time has come and that nobody seems to bring: after a failure, or because whoever should have is gone.</summary>
    public async Task<IReadOnlyCollection<Lane>> Overdue(Func<string, bool> isAlive, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lanes = new HashSet<Lane>();
        await foreach (var delivery in documents.Query<Delivery>(
            _platform.QueryEverywhere(Delivery.InState, "waiting") with { Limit = 500 }, ct))
        {
            var abandoned = delivery.Value.Owner.Length > 0 && !isAlive(delivery.Value.Owner);
            if (delivery.Value.DueAt <= now || abandoned) lanes.Add(new(new(delivery.Key.Company), delivery.Value.Lane));
        }

        return lanes;
    }

    private async Task<IReadOnlyList<Lane>> Dispatch(Actor actor, IReadOnlyList<Versioned<OutboxEvent>> events, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var deliveries = events.SelectMany(e => subscribers.Of(e.Value).Select(name => Delivery.New(e.Value, name, now))).ToArray();
        var committed = await documents.Commit(
            [
                .. events.Select(e => new Change(e.Key, null, e.Version)),
                .. deliveries.Select(d => Change.Create(actor.Key(Delivery.Collection, d.Id), d)),
            ],
            [],
            ct);
        // Otherwise another process has dispatched some of them: what is left is found again.
        return committed ? [.. deliveries.Select(d => new Lane(actor.Company, d.Lane))] : [];
    }
}
