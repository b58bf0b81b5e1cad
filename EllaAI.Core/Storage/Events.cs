using EllaAI.Core.Companies;

namespace EllaAI.Core.Storage;

/// <summary>Something that happened, committed with the documents that it is about. Carries ids, never code or personal data.</summary>
public interface IEvent
{
    CompanyId Company { get; }
}

/// <param name="Type">The event's record name.</param>
/// <param name="Body">JSON.</param>
public sealed record StoredEvent(string Id, string Type, string Body, DateTimeOffset At);

public sealed record Delivery(string EventId, string Subscriber);

/// <summary>Committed events on their way to their subscribers. Survives the process.</summary>
public interface IOutbox
{
    /// <summary>Events that no subscriber has been named for yet, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> Undispatched(int limit, CancellationToken ct);

    /// <summary>Notes who has to get the event; an event for nobody is dropped.</summary>
    Task Dispatch(string eventId, IReadOnlyList<string> subscribers, CancellationToken ct);

    /// <summary>Deliveries noted and not done, oldest first.</summary>
    Task<IReadOnlyList<Delivery>> Undelivered(CancellationToken ct);

    /// <summary>Null when every subscriber has had it.</summary>
    Task<StoredEvent?> Find(string eventId, CancellationToken ct);

    Task Delivered(Delivery delivery, CancellationToken ct);
}
