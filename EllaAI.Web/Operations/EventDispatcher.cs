using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using Hangfire;

namespace EllaAI.Web.Operations;

/// <summary>
/// Hands committed events on, each to one job for each subscriber, as soon as the store rings. Now and then it looks for
/// deliveries that are due and that nobody brings: a retry's time has come, or a process or a queue is gone with its jobs.
/// </summary>
internal sealed partial class EventDispatcher(
    DispatchEvents dispatch, Instances instances, OutboxBell bell, LaneQueue lanes, TimeProvider clock, ILogger<EventDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (swept, fails) = (0L, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Dispatch(stoppingToken);
                if (swept == 0 || clock.GetElapsedTime(swept) >= _between)
                {
                    await Sweep(stoppingToken);
                    swept = clock.GetTimestamp();
                }

                if (fails) LogBack();
                fails = false;
                await bell.Wait(_between, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Once, and not with every try of an outage.
                if (!fails) LogFailed(e);
                fails = true;
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private async Task Dispatch(CancellationToken ct)
    {
        for (var more = true; more;)
        {
            (var filled, more) = await dispatch.Run(ct);
            foreach (var lane in filled) lanes.Enqueue(lane);
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        lanes.Tidy();
        var living = await instances.Living(ct);
        foreach (var lane in await dispatch.Overdue(living.Contains, ct)) lanes.EnqueueOnce(lane);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Events could not be dispatched; trying again each second")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "Events are dispatched again")]
    private partial void LogBack();
}

/// <summary>Brings a lane's events to its subscriber. What fails is tried again by its own documents, not by Hangfire.</summary>
public sealed partial class EventJob(DeliverEvents deliver, LaneQueue lanes, ProcessEnd end, IServiceProvider provider, ILogger<EventJob> log)
{
    [AutomaticRetry(Attempts = 0, LogEvents = false)]
    public Task Deliver(string company, string lane)
    {
        lanes.Begin(new(new(company), lane));
        return deliver.Run(Actor.System(new(company)), lane, provider, LogFailed, end.Token);
    }

    private void LogFailed(Delivery delivery, Exception e)
    {
        if (e is DeliveryPostponedException) LogPostponed(delivery.Event.Type, delivery.Id, e.Message);
        else if (delivery.Attempts < Delivery.MaxAttempts) LogAgain(e, delivery.Event.Type, delivery.Id, delivery.Attempts);
        else LogGivenUp(e, delivery.Event.Type, delivery.Id);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Type} was put off ({Delivery}): {Reason}")]
    private partial void LogPostponed(string type, string delivery, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} could not be delivered ({Delivery}, attempt {Attempt}); trying again later")]
    private partial void LogAgain(Exception e, string type, string delivery, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} was given up ({Delivery}): it is among the dead letters")]
    private partial void LogGivenUp(Exception e, string type, string delivery);
}
