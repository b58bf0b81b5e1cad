using System.Collections.Concurrent;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;
using Xunit;

namespace EllaAI.Core.Tests.Operations;

/// <summary>What live messages do within one process, whatever carries them to others.</summary>
public abstract class LiveMessagesContract
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract ILiveMessages Open();

    [Fact]
    public async Task A_subscriber_has_heard_before_the_publisher_goes_on()
    {
        var live = Open();
        var heard = new ConcurrentQueue<object>();
        using var listening = live.Subscribe("here", Into(heard));

        await live.Publish("here", new WriterSuperseded(1), Ct);
        await live.Publish("here", new WriterSuperseded(2), Ct);

        Assert.Equal([new WriterSuperseded(1), new WriterSuperseded(2)], heard);
    }

    [Fact]
    public async Task Other_topics_are_not_heard()
    {
        var live = Open();
        var heard = new ConcurrentQueue<object>();
        using var listening = live.Subscribe("here", Into(heard));

        await live.Publish("there", new WriterSuperseded(1), Ct);

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Every_subscriber_of_a_topic_hears_until_it_leaves()
    {
        var live = Open();
        ConcurrentQueue<object> stays = new(), leaves = new();
        using var staying = live.Subscribe("here", Into(stays));
        var leaving = live.Subscribe("here", Into(leaves));

        await live.Publish("here", new WriterSuperseded(1), Ct);
        leaving.Dispose();
        leaving.Dispose();
        await live.Publish("here", new WriterSuperseded(2), Ct);

        Assert.Equal((2, 1), (stays.Count, leaves.Count));
    }

    [Fact]
    public async Task A_message_for_nobody_is_no_failure() => await Open().Publish("nobody", new FiguresMoved(new AssessmentId(Guid.NewGuid())), Ct);

    protected static Func<object, Task> Into(ConcurrentQueue<object> heard) => message =>
    {
        heard.Enqueue(message);
        return Task.CompletedTask;
    };
}
