using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>
/// One connection to each Redis, for everything in this process. Made without waiting for a server: one that is down is used as soon as
/// it is there.
/// </summary>
public sealed class RedisConnections : IDisposable
{
    private readonly Lazy<IConnectionMultiplexer>? _cache, _jobs;

    public RedisConnections(IOptions<RedisOptions> options, Circuits circuits)
    {
        var (cache, jobs) = (options.Value.SharedCache, options.Value.Jobs);
        // What a cache cannot answer now it need not answer later; a job's command may wait a moment.
        if (cache.Length > 0) (_cache, CacheCircuit) = (Later(cache, BacklogPolicy.FailFast, 1_000), circuits.To(ResiliencePlan.RedisCache));
        if (jobs.Length > 0) (_jobs, JobsCircuit) = (Later(jobs, BacklogPolicy.Default, 2_000), circuits.To(ResiliencePlan.RedisJobs));
    }

    /// <summary>Null when none is configured.</summary>
    public IConnectionMultiplexer? Cache => _cache?.Value;

    /// <summary>Null when none is configured.</summary>
    public IConnectionMultiplexer? Jobs => _jobs?.Value;

    public Circuit? CacheCircuit { get; }

    public Circuit? JobsCircuit { get; }

    public void Dispose()
    {
        if (_cache is { IsValueCreated: true }) _cache.Value.Dispose();
        if (_jobs is { IsValueCreated: true }) _jobs.Value.Dispose();
    }

    private static Lazy<IConnectionMultiplexer> Later(string text, BacklogPolicy backlog, int timeoutMs) => new(() =>
    {
        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 1;
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 2_000);
        (options.SyncTimeout, options.AsyncTimeout) = (timeoutMs, timeoutMs);
        options.ReconnectRetryPolicy = new LinearRetry(1_000);
        options.BacklogPolicy = backlog;
        options.ClientName = "ella";
        return ConnectionMultiplexer.Connect(options);
    });
}
