using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <summary>
/// Brings a lane's events to its subscriber, one after the other. Only one at a time brings a lane: it marks the first delivery
/// as begun, and others leave the lane alone until that is due again.
/// </summary>
public sealed class DeliverEvents(
    IDocumentStore documents, EventSubscribers subscribers, Instances instances, ThisInstance self, TimeProvider clock)
{
    /// <summary>Returns when the lane is empty, or its first delivery is not due.</summary>
    /// <param name="failed">Is told of each failure, for the log.</param>
    public async Task Run(Actor actor, string lane, IServiceProvider provider, Action<Delivery, Exception> failed, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return;
        while (await First(actor, lane, ct) is { } first && await MayBegin(first.Value, ct))
        {
            var begun = first.Value.Begin(self.Id, clock.GetUtcNow());
            if (!await documents.Commit([Change.Update(first, begun)], [], ct)) continue;
            var delivery = new Versioned<Delivery>(first.Key, begun, first.Version + 1);
            var done = new Change(delivery.Key, null, delivery.Version);
            if (await Handle(delivery.Value, new(begun.Event.Id, done), provider, ct) is { } problem)
            {
                failed(begun, problem);
                await documents.Commit([Change.Update(delivery, After(begun, problem))], [], ct);
            }
            else
            {
                // Refused when the subscriber has done it in its own commit, or was so slow that another took over.
                await documents.Commit([done], [], ct);
            }
        }
    }

    private async Task<Versioned<Delivery>?> First(Actor actor, string lane, CancellationToken ct)
    {
        await foreach (var first in documents.Query<Delivery>(actor.Query(Delivery.OfLane, lane) with { Limit = 1 }, ct)) return first;
        return null;
    }

    private async Task<bool> MayBegin(Delivery delivery, CancellationToken ct) =>
        delivery.DueAt <= clock.GetUtcNow()
        || (delivery.Owner.Length > 0 && !(await instances.Living(ct)).Contains(delivery.Owner));

    private async Task<Exception?> Handle(Delivery delivery, Inbox inbox, IServiceProvider provider, CancellationToken ct)
    {
        if (subscribers.Named(delivery.Subscriber) is not { } subscription)
            return new InvalidOperationException("This release has no such subscriber.");
        using var patience = new CancellationTokenSource(Delivery.Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await subscription.Deliver(provider, delivery.Event, inbox, both.Token);
            return null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process ends. It has not failed: another takes it up as it stands.
            throw;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private Delivery After(Delivery begun, Exception problem) => problem is DeliveryPostponedException
        ? begun.Postpone(problem.Message, clock.GetUtcNow())
        : begun.Fail(Said(problem), clock.GetUtcNow());

    /// <summary>For the list of dead letters: what kind of failure, in its own words. Events carry ids only, so no words about one carry more.</summary>
    private static string Said(Exception problem) => $"{problem.GetType().Name}: {problem.Message}";
}
