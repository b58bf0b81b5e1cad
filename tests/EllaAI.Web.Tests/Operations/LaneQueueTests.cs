using EllaAI.Core.Operations;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Operations;

public sealed class LaneQueueTests : IDisposable
{
    private static readonly Lane _lane = new(new("acme"), "Listener attempt/1");
    private static readonly Subscription _slow = new("Slow", "mail", (_, _, _, _) => Task.CompletedTask) { Queue = Queues.Outside };
    private readonly InMemoryStorage _storage = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LaneQueue _lanes;

    public LaneQueueTests() => _lanes = new(new JobQueue(new(_storage, _storage, null), NullLogger<JobQueue>.Instance), new([_slow]), _clock);

    [Fact]
    public void A_lane_whose_job_waits_is_not_asked_for_once_more()
    {
        _lanes.Enqueue(_lane);

        _lanes.EnqueueOnce(_lane);
        _lanes.EnqueueOnce(new(new("globex"), _lane.Name));

        Assert.Equal(2, Jobs());
    }

    [Fact]
    public void What_falls_due_after_its_job_had_its_turn_gets_another()
    {
        _lanes.Enqueue(_lane);
        _lanes.Begin(_lane);

        _lanes.EnqueueOnce(_lane);

        Assert.Equal(2, Jobs());
    }

    [Fact]
    public void A_job_that_never_had_its_turn_is_taken_for_lost()
    {
        _lanes.Enqueue(_lane);
        _clock.Advance(TimeSpan.FromSeconds(31));

        _lanes.EnqueueOnce(_lane);

        Assert.Equal(2, Jobs());
    }

    [Fact]
    public void What_a_queue_lost_is_asked_for_again_at_once()
    {
        _lanes.Enqueue(_lane);
        _lanes.Forget();

        _lanes.EnqueueOnce(_lane);

        Assert.Equal(2, Jobs());
    }

    [Fact]
    public void Who_waits_for_somebody_outside_holds_up_nobody_else()
    {
        _lanes.Enqueue(new(new("acme"), "Slow mail/1"));

        Assert.Equal((0, 1), (Jobs(), _storage.GetMonitoringApi().EnqueuedCount(Queues.Outside)));
    }

    public void Dispose() => _storage.Dispose();

    private long Jobs() => _storage.GetMonitoringApi().EnqueuedCount(Queues.Events);
}
