using System.Diagnostics;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Fusion;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EllaAI.Benchmarks.Store;

/// <summary>Jobs and cache with a Redis of the benchmark's own, and the cache's first level, which needs none.</summary>
internal static class RedisRows
{
    private const double HitAtMostUs = 10;
    private const int HitsAtOnce = 1_000;
    private static readonly Actor _actor = Actor.System(new CompanyId("company"));

    public static IEnumerable<(string Name, Func<Task<IReadOnlyList<Row>>> Measure)> All(DiskFolder folder, bool quick) =>
    [
        OnRedis("event to its handler, jobs on Redis", folder, redis => Handling.OnSqlite(folder, quick ? 50 : 300, redis.Address)),
        ("cache hit", async () => [await Hit(quick ? 50 : 500)]),
        OnRedis("cache hit of another replica, through Redis", folder, redis => HitElsewhere(redis, quick ? 500 : 3_000)),
    ];

    private static (string, Func<Task<IReadOnlyList<Row>>>) OnRedis(string name, DiskFolder folder, Func<RedisProcess, Task<Row>> measure)
    {
        return (name, Measure);

        async Task<IReadOnlyList<Row>> Measure()
        {
            if (!RedisProcess.IsThere) return [Row.Skipped(name, $"{RedisProcess.Program} is missing: apt install redis-server")];
            using var redis = await RedisProcess.Start(folder);
            return [await measure(redis)];
        }
    }

    private static async Task<Row> Hit(int rounds)
    {
        using var host = await Start("");
        var (cache, key) = (host.Services.GetRequiredService<ICache>(), Key(0));
        var took = new List<double>();
        for (var i = -rounds / 5; i < rounds; i++)
        {
            var from = Stopwatch.GetTimestamp();
            for (var hit = 0; hit < HitsAtOnce; hit++) await cache.GetOrSet(key, CachePolicy.QueryResults, Read, default);
            if (i >= 0) took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds / HitsAtOnce);
        }

        Sample sample = new(took);
        return new("cache hit", null, sample, "µs", $"{sample.Median:F2} µs", $"under {HitAtMostUs:0} µs", sample.Median < HitAtMostUs, $"in the process; each value is the mean of {HitsAtOnce:N0}");
    }

    private static async Task<Row> HitElsewhere(RedisProcess redis, int rounds)
    {
        using var writer = await Start(redis.Address);
        using var reader = await Start(redis.Address);
        var (write, read) = (writer.Services.GetRequiredService<ICache>(), reader.Services.GetRequiredService<ICache>());
        var took = new List<double>();
        for (var i = -rounds / 10; i < rounds; i++) await write.GetOrSet(Key(i), CachePolicy.QueryResults, Read, default);
        await redis.Holds(rounds);
        for (var i = -rounds / 10; i < rounds; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await read.GetOrSet(Key(i), CachePolicy.QueryResults, Missed, default);
            if (i >= 0) took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        }

        Sample sample = new(took);
        return new("cache hit of another replica, through Redis", null, sample, "µs", $"{sample.Median:F0} µs", "", null, "the first time; then it is a hit in the process");
    }

    private static CacheKey Key(int number) => _actor.Cached("bench", $"{number}");

    private static Task<string> Read(CancellationToken ct) => Task.FromResult("a value");

    private static Task<string> Missed(CancellationToken ct) => throw new InvalidOperationException("Redis did not hold it.");

    private static async Task<IHost> Start(string cache)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Redis:Cache"] = cache });
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Circuits>();
        builder.Services.AddCache().AddRedis(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
