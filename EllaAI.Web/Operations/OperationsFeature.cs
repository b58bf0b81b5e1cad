using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Operations;

/// <summary>Events on their way to their subscribers, and the processes that see to it.</summary>
public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<OutboxBell>()
        .AddSingleton(Schemas.Declared)
        .AddSingleton<Instances>()
        .AddSingleton<EventSubscribers>()
        .AddSingleton<DispatchEvents>()
        .AddSingleton<DeliverEvents>()
        .AddSingleton<ListDeadLetters>()
        .AddSingleton<RedeliverEvent>()
        .AddSingleton<LaneQueue>()
        .AddTransient<EventJob>()
        .AddHostedService<Heartbeat>()
        .AddHostedService<EventDispatcher>();

    public static void MapOperations(this WebApplication app) => JobsDashboard.Map(app);

    /// <param name="queue">See <see cref="Subscription.Queue"/>.</param>
    public static IServiceCollection AddSubscriber<TEvent, TSubscriber>(this IServiceCollection services, string queue = "")
        where TEvent : IEvent
        where TSubscriber : class, ISubscriber<TEvent> => services
        .AddTransient<TSubscriber>()
        .AddSingleton(Subscription.Of<TEvent, TSubscriber>(Schemas.Declared) with { Queue = queue });
}
