using System.Collections.Concurrent;
using EllaAI.Core.Operations;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Operations;

/// <summary>Asks for a lane to be brought, and knows which jobs of its own wait for their turn.</summary>
public sealed class LaneQueue(JobQueue jobs, EventSubscribers subscribers, TimeProvider clock)
{
    /// <summary>A job that waits this long for its turn is taken for lost; then there is one more, which does no harm.</summary>
    private static readonly TimeSpan _lost = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Lane, long> _waiting = new();

    public void Enqueue(Lane lane)
    {
        _waiting[lane] = clock.GetTimestamp();
        var queue = subscribers.Named(lane.Subscriber)?.Queue is { Length: > 0 } apart ? apart : Queues.Events;
        jobs.Enqueue<EventJob>(queue, job => job.Deliver(lane.Company.Value, lane.Name));
    }

    /// <summary>Unless a job of it waits already.</summary>
    public void EnqueueOnce(Lane lane)
    {
        if (!_waiting.TryGetValue(lane, out var since) || clock.GetElapsedTime(since) > _lost) Enqueue(lane);
    }

    /// <summary>Its job has its turn: what comes into the lane after it asks again.</summary>
    public void Begin(Lane lane) => _waiting.TryRemove(lane, out _);

    /// <summary>The queue has lost its jobs: whatever is due is asked for again.</summary>
    public void Forget() => _waiting.Clear();

    /// <summary>Drops what need not be known any more: on Redis a lane may have its turn in another process.</summary>
    public void Tidy()
    {
        foreach (var (lane, since) in _waiting)
            if (clock.GetElapsedTime(since) > _lost) _waiting.TryRemove(new(lane, since));
    }
}
