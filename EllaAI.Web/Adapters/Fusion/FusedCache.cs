using EllaAI.Core.Operations;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace EllaAI.Web.Adapters.Fusion;

/// <summary>The cache on FusionCache: in process, and in Redis as well where that is configured.</summary>
internal sealed class FusedCache : ICache
{
    private readonly ForgetCounts _forgotten = new();
    private readonly Dictionary<CachePolicy, FusionCacheEntryOptions> _options;
    private readonly IFusionCache _cache;

    public FusedCache(IFusionCache cache)
    {
        _cache = cache;
        _options = CachePolicy.All.ToDictionary(p => p, p => EntryOptions.Of(p, cache.HasDistributedCache || cache.HasBackplane));
        cache.Events.Backplane.MessageReceived += (_, told) => Heard(told.Message);
    }

    public ValueTask<T> GetOrSet<T>(CacheKey key, CachePolicy policy, Func<CancellationToken, Task<T>> make, CancellationToken ct) =>
        _cache.GetOrSetAsync<T>(key.ToString(), (filling, stop) => Make(key, filling, make, stop), default, _options[policy], [$"{key.Company}", $"{key.Subject}"], ct);

    public ValueTask Forget(CacheKey key, CancellationToken ct)
    {
        _forgotten.Add($"{key}");
        return _cache.ExpireAsync($"{key}", EntryOptions.Forgetting, ct);
    }

    public ValueTask Forget(CacheTag tag, CancellationToken ct)
    {
        _forgotten.Add($"{tag}");
        return _cache.RemoveByTagAsync($"{tag}", token: ct);
    }

    /// <summary>What was forgotten while it was read may have been read too early: whoever waits for it gets it, nobody after.</summary>
    private async Task<T> Make<T>(CacheKey key, FusionCacheFactoryExecutionContext<T> filling, Func<CancellationToken, Task<T>> make, CancellationToken ct)
    {
        var before = _forgotten.Of(key);
        var value = await make(ct);
        if (_forgotten.Of(key) != before)
        {
            filling.Options.SkipMemoryCacheWrite = true;
            filling.Options.SkipDistributedCacheWrite = true;
        }

        return value;
    }

    /// <summary>Another replica has forgotten.</summary>
    private void Heard(BackplaneMessage? message)
    {
        if (message?.CacheKey is { } key && (key.Contains(EntryOptions.TagMark, StringComparison.Ordinal) || message.Action != BackplaneMessageAction.EntrySet))
            _forgotten.Add(key.Replace(EntryOptions.Prefix, "", StringComparison.Ordinal).Replace(EntryOptions.TagMark, "", StringComparison.Ordinal));
    }

    /// <summary>How often something was forgotten; names that share a place only make the cache forget once too often.</summary>
    private sealed class ForgetCounts
    {
        private readonly long[] _counts = new long[4096];

        public void Add(string name) => Interlocked.Increment(ref Place(name));

        public long Of(CacheKey key) =>
            Interlocked.Read(ref Place($"{key}")) + Interlocked.Read(ref Place($"{key.Subject}")) + Interlocked.Read(ref Place($"{key.Company}"));

        private ref long Place(string name) => ref _counts[(uint)string.GetHashCode(name, StringComparison.Ordinal) % _counts.Length];
    }
}
