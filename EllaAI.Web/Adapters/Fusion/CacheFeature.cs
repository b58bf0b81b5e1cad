using EllaAI.Core.Operations;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace EllaAI.Web.Adapters.Fusion;

public static class CacheFeature
{
    public const string MeterName = FusionCacheDiagnostics.MeterName;

    /// <summary>The second level and the backplane, where Redis gives them.</summary>
    internal const string Shared = "shared";

    /// <summary>The cache of the product; the same one is .NET's HybridCache, in which Blazor keeps the state of lost circuits.</summary>
    public static IServiceCollection AddCache(this IServiceCollection services)
    {
        services.AddFusionCache()
            .WithOptions((provider, options) => Configure(options, provider.GetKeyedService<IDistributedCache>(Shared) is not null))
            .WithMemoryCache(_ => new MemoryCache(new MemoryCacheOptions { SizeLimit = EntryOptions.Room }))
            .WithSerializer(new CacheJson())
            .WithPostSetup((provider, cache) => Share(cache, provider.GetKeyedService<IDistributedCache>(Shared), provider.GetService<IFusionCacheBackplane>()))
            .AsHybridCache();
        services.Configure<CircuitOptions>(circuits => circuits.PersistedCircuitDistributedRetentionPeriod = CachePolicy.Sessions.Fresh);
        return services.AddSingleton<ICache, FusedCache>();
    }

    internal static void Share(IFusionCache cache, IDistributedCache? second, IFusionCacheBackplane? backplane)
    {
        if (second is not null) cache.SetupDistributedCache(second, new CacheJson());
        if (backplane is not null) cache.SetupBackplane(backplane);
    }

    internal static void Configure(FusionCacheOptions options, bool replicas)
    {
        options.CacheKeyPrefix = EntryOptions.Prefix;
        options.DefaultEntryOptions = EntryOptions.Default();
        options.TagsDefaultEntryOptions = EntryOptions.Tags(replicas);
        options.DistributedCacheCircuitBreakerDuration = TimeSpan.FromSeconds(2);
        options.BackplaneCircuitBreakerDuration = TimeSpan.FromSeconds(2);
        options.AutoRecoveryDelay = TimeSpan.FromSeconds(2);
        // Redis that is away is told once by its watch, not by each who would have asked it.
        options.DistributedCacheErrorsLogLevel = options.DistributedCacheSyntheticTimeoutsLogLevel = LogLevel.Debug;
        options.BackplaneErrorsLogLevel = options.BackplaneSyntheticTimeoutsLogLevel = LogLevel.Debug;
    }
}
