using System.Text.Json;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Operations;

/// <summary>
/// Does something when an event has been committed. Called at least once for each, in the order of its subject: doing it twice
/// must do no harm. Who writes documents puts <see cref="Inbox.Done"/> into the same commit, and then does it once.
/// </summary>
public interface ISubscriber<in TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent e, Inbox inbox, CancellationToken ct);
}

/// <param name="EventId">The same for each try.</param>
/// <param name="Done">Marks the event as handled. A commit with it is refused when somebody else has handled it meanwhile.</param>
public sealed record Inbox(string EventId, Change Done);

/// <param name="Name">Stable over releases: deliveries are kept under it.</param>
/// <param name="EventName">Of the event's contract.</param>
public sealed record Subscription(string Name, string EventName, Func<IServiceProvider, OutboxEvent, Inbox, CancellationToken, Task> Deliver)
{
    /// <summary>A queue apart, for one that waits for somebody outside who may be slow: nothing else may have to wait for that. Empty for the common one.</summary>
    public string Queue { get; init; } = "";

    public static Subscription Of<TEvent, TSubscriber>(Schemas schemas)
        where TEvent : IEvent
        where TSubscriber : class, ISubscriber<TEvent>
    {
        var contract = EventContractAttribute.Of(typeof(TEvent)).Name;
        return new($"{typeof(TSubscriber).Name}.{contract}", contract, (provider, e, inbox, ct) =>
        {
            var subscriber = (TSubscriber?)provider.GetService(typeof(TSubscriber))
                ?? throw new InvalidOperationException($"{typeof(TSubscriber).Name} is not registered.");
            return subscriber.Handle(schemas.Read<TEvent>(contract, e.Version(), JsonSerializer.Serialize(e.Data)), inbox, ct);
        });
    }
}

/// <summary>Who hears which event.</summary>
public sealed class EventSubscribers(IEnumerable<Subscription> subscriptions)
{
    private readonly ILookup<string, Subscription> _byEvent = subscriptions.ToLookup(s => s.EventName);
    private readonly Dictionary<string, Subscription> _byName = subscriptions.ToDictionary(s => s.Name);

    public IEnumerable<string> Of(OutboxEvent e) => _byEvent[e.Name()].Select(s => s.Name);

    /// <summary>Null when this release does not have the subscriber.</summary>
    public Subscription? Named(string name) => _byName.GetValueOrDefault(name);
}
