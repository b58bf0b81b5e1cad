using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Counts for all replicas together; alone while Redis is away, rather than refusing or letting everything through.</summary>
internal sealed class RedisCounter(RedisConnections redis, MemoryCounter alone) : IRequestCounter
{
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(2);

    public async ValueTask<long> Add(string caller, long minute, CancellationToken ct)
    {
        try
        {
            return await redis.CacheCircuit!.Run(cancelled => Count($"ella:limit:{minute}:{caller}", cancelled), ct);
        }
        catch (Exception e) when (RedisSilence.Is(e))
        {
            return await alone.Add(caller, minute, ct);
        }
    }

    private async ValueTask<long> Count(string key, CancellationToken ct)
    {
        var batch = redis.Cache!.GetDatabase().CreateBatch();
        var (count, expiry) = (batch.StringIncrementAsync(key), batch.KeyExpireAsync(key, _kept));
        batch.Execute();
        await Task.WhenAll(count, expiry).WaitAsync(ct);
        return await count;
    }
}
