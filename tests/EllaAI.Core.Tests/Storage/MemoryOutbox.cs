using EllaAI.Core.Storage;

namespace EllaAI.Core.Tests.Storage;

/// <summary>The outbox of a <see cref="MemoryDocumentStore"/> over the same data.</summary>
public sealed class MemoryOutbox(MemoryData data) : IOutbox
{
    public Task<IReadOnlyList<StoredEvent>> Undispatched(int limit, CancellationToken ct) =>
        Locked<IReadOnlyList<StoredEvent>>(() => [.. data.Events.Where(e => !data.Dispatched.Contains(e.Id)).Take(limit)]);

    public Task Dispatch(string eventId, IReadOnlyList<string> subscribers, CancellationToken ct) => Locked(() =>
    {
        data.Deliveries.AddRange(subscribers.Select(s => new Delivery(eventId, s)).Except(data.Deliveries));
        data.Dispatched.Add(eventId);
        return DropWhenDone(eventId);
    });

    public Task<IReadOnlyList<Delivery>> Undelivered(CancellationToken ct) => Locked<IReadOnlyList<Delivery>>(() => [.. data.Deliveries]);

    public Task<StoredEvent?> Find(string eventId, CancellationToken ct) => Locked(() => data.Events.Find(e => e.Id == eventId));

    public Task Delivered(Delivery delivery, CancellationToken ct) => Locked(() =>
    {
        data.Deliveries.Remove(delivery);
        return DropWhenDone(delivery.EventId);
    });

    private int DropWhenDone(string id) => data.Deliveries.Exists(d => d.EventId == id) ? 0 : data.Events.RemoveAll(e => e.Id == id);

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (data.Gate) return Task.FromResult(work());
    }
}
