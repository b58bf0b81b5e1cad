using EllaAI.Core.Storage;
using Hangfire;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Turns each committed event into one job for each subscriber. What was under way when the process ended is still in the
/// outbox, and is turned into jobs again at start.
/// </summary>
internal sealed partial class EventDispatcher(
    IOutbox outbox, OutboxBell bell, EventSubscribers subscribers, IBackgroundJobClient jobs, ILogger<EventDispatcher> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var delivery in await outbox.Undelivered(stoppingToken)) Enqueue(delivery);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Dispatch(stoppingToken)) { }
                await bell.Wait(TimeSpan.FromSeconds(5), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task<bool> Dispatch(CancellationToken ct)
    {
        var events = await outbox.Undispatched(100, ct);
        foreach (var e in events)
        {
            var names = subscribers.Of(e);
            await outbox.Dispatch(e.Id, names, ct);
            foreach (var name in names) Enqueue(new(e.Id, name));
        }

        return events.Count > 0;
    }

    private void Enqueue(Delivery delivery) => jobs.Enqueue<EventJob>(Queues.Events, job => job.Deliver(delivery.EventId, delivery.Subscriber, CancellationToken.None));

    [LoggerMessage(Level = LogLevel.Error, Message = "Events could not be dispatched; trying again")]
    private partial void LogFailed(Exception e);
}

/// <summary>Brings one event to one subscriber.</summary>
public sealed class EventJob(IOutbox outbox, EventSubscribers subscribers, IServiceProvider provider)
{
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [10, 20, 40, 80, 160], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    public async Task Deliver(string eventId, string subscriber, CancellationToken ct)
    {
        if (await outbox.Find(eventId, ct) is not { } e) return;
        if (subscribers.Named(subscriber) is { } subscription) await subscription.Deliver(provider, e.Body, ct);
        await outbox.Delivered(new(eventId, subscriber), ct);
    }
}
