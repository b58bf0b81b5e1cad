using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

/// <summary>Requests counted for several replicas together.</summary>
public sealed class RedisCounterTests : IAsyncLifetime
{
    private readonly List<IDisposable> _open = [];
    private RedisServer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.Start();

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _open) opened.Dispose();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Replicas_count_together_and_each_minute_anew()
    {
        RedisCounter one = Counter(), two = Counter();
        await Until.True(async () => await one.Add("warm", 1, Ct) + await two.Add("warm", 1, Ct) > 2 && await two.Add("warm", 1, Ct) > 3);

        Assert.Equal(1, await one.Add("ann", 1, Ct));
        Assert.Equal(2, await two.Add("ann", 1, Ct));
        Assert.Equal(1, await two.Add("bob", 1, Ct));
        Assert.Equal(1, await one.Add("ann", 2, Ct));
    }

    [Fact]
    public async Task While_redis_is_away_each_counts_alone()
    {
        var counter = Counter();
        _redis.KillAtOnce();
        var counts = new List<long>();
        for (var i = 0; i < 8; i++) counts.Add(await counter.Add("ann", 1, Ct));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], counts);
    }

    private RedisCounter Counter()
    {
        var circuits = new Circuits(TimeProvider.System);
        var connections = new RedisConnections(Options.Create(new RedisOptions { Cache = _redis.Address }), circuits);
        _open.AddRange([connections, circuits]);
        return new(connections, new MemoryCounter());
    }
}
