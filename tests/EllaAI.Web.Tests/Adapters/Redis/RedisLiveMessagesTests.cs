using System.Collections.Concurrent;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;
using EllaAI.Core.Tests.Operations;
using EllaAI.Web.Adapters.Redis;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

public sealed class RedisLiveMessagesTests : LiveMessagesContract, IAsyncLifetime
{
    private readonly List<Replica> _replicas = [];
    private RedisServer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.Start();
        for (var i = 0; i < 2; i++) _replicas.Add(await Replica.Start(_redis));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Another_replica_hears_in_order_and_the_own_one_once()
    {
        ConcurrentQueue<object> own = new(), other = new();
        using var here = One.Subscribe("attempt", Into(own));
        using var there = Two.Subscribe("attempt", Into(other));
        await Connected();

        for (var i = 1; i <= 100; i++) await One.Publish("attempt", new WriterSuperseded(i), Ct);

        await Until.True(() => other.Count >= 100);
        var sent = Enumerable.Range(1, 100).Select(i => new WriterSuperseded(i)).ToArray();
        Assert.Equal(sent, other);
        Assert.Equal(sent, own);
    }

    [Fact]
    public async Task Here_it_is_heard_while_redis_is_away_and_there_again_when_it_is_back()
    {
        ConcurrentQueue<object> own = new(), other = new();
        using var here = One.Subscribe("attempt", Into(own));
        using var there = Two.Subscribe("attempt", Into(other));
        await Connected();

        _redis.KillAtOnce();
        await One.Publish("attempt", new WriterSuperseded(1), Ct);
        Assert.Single(own);
        await _redis.Restart();

        await Until.True(async () =>
        {
            await One.Publish("attempt", new WriterSuperseded(2), Ct);
            return other.Contains(new WriterSuperseded(2));
        });
    }

    [Fact]
    public async Task A_frozen_redis_keeps_no_publisher_waiting()
    {
        var heard = new ConcurrentQueue<object>();
        using var here = One.Subscribe("attempt", Into(heard));
        _redis.Freeze();

        var publishing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 10_000; i++) await One.Publish("attempt", new WriterSuperseded(i), Ct);
            },
            Ct);

        await publishing.WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(10_000, heard.Count);
        _redis.Thaw();
    }

    [Fact]
    public void Only_the_types_of_the_table_are_read()
    {
        var moved = new FiguresMoved(new AssessmentId(Guid.NewGuid()));

        Assert.Equal(("board", moved), LiveWire.Read(LiveWire.Write("board", moved)));
        foreach (var page in new object[] { new PageClosed(), new PageSought(), new PageOpen() }) Assert.Equal(("attempt", page), LiveWire.Read(LiveWire.Write("attempt", page)));
        Assert.Null(LiveWire.Write("board", "any other"));
        Assert.Null(LiveWire.Read("""{"topic":"board","type":"System.IO.FileInfo","message":{}}"""u8));
        Assert.Null(LiveWire.Read("""{"topic":"board","type":"AttemptMoved"}"""u8));
        Assert.Null(LiveWire.Read("""{"type":"FiguresMoved","message":{}}"""u8));
        Assert.Null(LiveWire.Read("not json"u8));
        Assert.Null(LiveWire.Read("null"u8));
    }

    protected override ILiveMessages Open() => One;

    private ILiveMessages One => _replicas[0].Live;

    private ILiveMessages Two => _replicas[1].Live;

    /// <summary>A listener is there once Redis knows both.</summary>
    private async Task Connected()
    {
        var heard = new ConcurrentQueue<object>();
        using var probe = Two.Subscribe("probe", Into(heard));
        await Until.True(async () =>
        {
            await One.Publish("probe", new WriterSuperseded(0), Ct);
            return !heard.IsEmpty;
        });
    }
}
