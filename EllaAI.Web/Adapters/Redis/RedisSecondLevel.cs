using System.Diagnostics.CodeAnalysis;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>The cache that replicas share, asked through its circuit.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Disposing of the inner cache would close the connection that everybody shares.")]
internal sealed class RedisSecondLevel(RedisConnections redis) : IDistributedCache
{
    private readonly RedisCache _cache = new(new RedisCacheOptions { ConnectionMultiplexerFactory = () => Task.FromResult(redis.Cache!) });
    private readonly Circuit _circuit = redis.CacheCircuit!;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        _circuit.Run(async ct => await _cache.GetAsync(key, ct).WaitAsync(ct), token).AsTask();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        _circuit.Run(async ct => await _cache.SetAsync(key, value, options, ct).WaitAsync(ct), token).AsTask();

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        _circuit.Run(async ct => await _cache.RefreshAsync(key, ct).WaitAsync(ct), token).AsTask();

    public Task RemoveAsync(string key, CancellationToken token = default) =>
        _circuit.Run(async ct => await _cache.RemoveAsync(key, ct).WaitAsync(ct), token).AsTask();

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();
}
