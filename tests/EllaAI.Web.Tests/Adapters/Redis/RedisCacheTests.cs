using System.Diagnostics;
using EllaAI.Core.Operations;
using EllaAI.Core.Tests.Operations;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

public sealed class RedisCacheTests : CacheContract, IAsyncLifetime
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
    public async Task One_replica_finds_what_another_has_read()
    {
        var key = Acme.Cached("things", "1");
        await Read(One, key, 1);

        await Until.True(async () => await Remembers(key));
        Assert.Equal(1, await Read(Two, key, 2));
    }

    [Fact]
    public async Task What_holds_hidden_tests_never_reaches_redis()
    {
        await One.GetOrSet(Acme.Cached("papers", "1"), CachePolicy.HiddenTests, _ => Task.FromResult("hidden answer"), Ct);
        await Read(One, Acme.Cached("things", "1"), 1);

        await Until.True(async () => await Remembers(Acme.Cached("things", "1")));
        Assert.False(await Remembers(Acme.Cached("papers", "1")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_replica_forgets_another_reads_again_within_a_second(bool whole)
    {
        var key = Acme.Cached("things", "1");
        await Read(One, key, 1);
        await Until.True(async () => await Remembers(key));
        Assert.Equal((1, 1), (await Read(One, key, 2), await Read(Two, key, 2)));

        var since = Stopwatch.StartNew();
        await (whole ? One.Forget(Acme.CachedAll("things"), Ct) : One.Forget(key, Ct));

        Assert.Equal(3, await Read(One, key, 3));
        await Until.True(async () => await Read(Two, key, 3) == 3);
        Assert.InRange(since.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task Without_redis_it_is_this_process_that_remembers_and_nobody_waits()
    {
        var key = Acme.Cached("things", "1");
        await Read(One, key, 1);

        _redis.KillAtOnce();
        var since = Stopwatch.StartNew();
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1, await Read(One, key, 2));
            Assert.Equal(i, await Read(One, Acme.Cached("things", $"new {i}"), i));
            await One.Forget(Acme.Cached("things", $"new {i}"), Ct);
        }

        Assert.InRange(since.ElapsedMilliseconds, 0, 3000);
    }

    [Fact]
    public async Task A_frozen_redis_costs_little_and_then_nothing()
    {
        await Read(One, Acme.Cached("things", "1"), 1);

        _redis.Freeze();
        var slowest = TimeSpan.Zero;
        var all = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            var one = Stopwatch.StartNew();
            await Read(One, Acme.Cached("things", $"new {i}"), i);
            if (one.Elapsed > slowest) slowest = one.Elapsed;
        }

        Assert.InRange(slowest.TotalMilliseconds, 0, 2000);
        Assert.InRange(all.ElapsedMilliseconds, 0, 3000);
        await Until.True(() => _replicas[0].CacheCircuit.State == "open");
        var open = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) await Read(One, Acme.Cached("things", $"newer {i}"), i);
        Assert.InRange(open.ElapsedMilliseconds, 0, 500);
        _redis.Thaw();
        await Until.True(() => _replicas[0].CacheCircuit is { State: "closed", Problem: "" });
    }

    [Fact]
    public async Task What_was_forgotten_while_redis_was_away_is_told_when_it_is_back()
    {
        var key = Acme.Cached("things", "1");
        await Read(One, key, 1);
        await Until.True(async () => await Remembers(key));
        Assert.Equal(1, await Read(Two, key, 2));
        _redis.KillAtOnce();
        await One.Forget(key, Ct);
        Assert.Equal(3, await Read(One, key, 3));
        Assert.Equal(1, await Read(Two, key, 3));

        await _redis.Restart();

        await Until.True(async () => await Read(Two, key, 3) == 3, seconds: 30);
        var shared = Acme.Cached("things", "2");
        await Until.True(async () =>
        {
            await One.Forget(shared, Ct);
            await Read(One, shared, 1);
            return await Remembers(shared);
        });
    }

    [Fact]
    public async Task A_replica_that_starts_while_redis_is_down_uses_it_later()
    {
        _redis.KillAtOnce();
        await using var late = await Replica.Start(_redis);
        var key = Acme.Cached("things", "1");
        Assert.Equal(1, await Read(late.Cache, key, 1));

        await _redis.Restart();

        await Until.True(async () =>
        {
            await One.Forget(key, Ct);
            return await Read(late.Cache, key, 2) == 2;
        });
    }

    [Fact]
    public async Task Flushing_redis_loses_nothing_but_time()
    {
        var key = Acme.Cached("things", "1");
        await Read(One, key, 1);
        await Until.True(async () => await Remembers(key));

        await _redis.Flush();

        Assert.Equal(1, await Read(One, key, 2));
        Assert.Equal(3, await Read(Two, key, 3));
        await One.Forget(key, Ct);
        Assert.Equal(4, await Read(One, key, 4));
    }

    [Fact]
    public async Task The_state_of_a_lost_circuit_is_found_by_another_replica_once()
    {
        HybridCache one = Hybrid(0), two = Hybrid(1);
        var lost = new byte[] { 1, 2, 3 };

        await one.SetAsync("circuit", lost, new() { Expiration = TimeSpan.FromHours(24), LocalCacheExpiration = TimeSpan.FromHours(2) }, cancellationToken: Ct);

        await Until.True(async () => await Find(two) is { } found && lost.SequenceEqual(found));
        await two.RemoveAsync("circuit", Ct);
        await Until.True(async () => await Find(one) is null && await Find(two) is null);
    }

    protected override ICache Open() => One;

    private HybridCache Hybrid(int replica) => _replicas[replica].Services.GetRequiredService<HybridCache>();

    /// <summary>As Blazor asks: nothing is made where nothing is found.</summary>
    private static async Task<byte[]?> Find(HybridCache cache) => await cache.GetOrCreateAsync<byte[]?>(
        "circuit", _ => ValueTask.FromResult<byte[]?>(null), new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData }, cancellationToken: Ct);

    private ICache One => _replicas[0].Cache;

    private ICache Two => _replicas[1].Cache;

    private async Task<bool> Remembers(CacheKey key) => await _redis.Say($"EXISTS v2:ella:{key}") == ":1";
}
