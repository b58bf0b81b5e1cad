using System.Text.Json;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Hosting;

/// <summary>Does something when an event has been committed. Called at least once for each: doing it twice must do no harm.</summary>
public interface ISubscriber<in TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent e, CancellationToken ct);
}

/// <summary>Who hears which event, by names that are stable over restarts.</summary>
public sealed class EventSubscribers(IEnumerable<Subscription> subscriptions)
{
    private readonly ILookup<string, Subscription> _byEvent = subscriptions.ToLookup(s => s.EventType);
    private readonly Dictionary<string, Subscription> _byName = subscriptions.ToDictionary(s => s.Name);

    public IReadOnlyList<string> Of(StoredEvent e) => [.. _byEvent[e.Type].Select(s => s.Name)];

    /// <summary>Null when no version of the product that runs now has this subscriber.</summary>
    public Subscription? Named(string name) => _byName.GetValueOrDefault(name);
}

public sealed record Subscription(string Name, string EventType, Func<IServiceProvider, string, CancellationToken, Task> Deliver);

public static class SubscriberRegistration
{
    public static IServiceCollection AddSubscriber<TEvent, TSubscriber>(this IServiceCollection services)
        where TEvent : IEvent
        where TSubscriber : class, ISubscriber<TEvent> => services
        .AddTransient<TSubscriber>()
        .AddSingleton(new Subscription(
            $"{typeof(TSubscriber).Name}.{typeof(TEvent).Name}",
            typeof(TEvent).Name,
            (provider, body, ct) => provider.GetRequiredService<TSubscriber>()
                .Handle(JsonSerializer.Deserialize<TEvent>(body, DocumentJson.Options)!, ct)));
}
