using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Fusion;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace EllaAI.Web.Adapters.Redis;

public static class RedisFeature
{
    /// <summary>What Redis gives where it is configured; otherwise nothing changes. After the embedded parts, in whose place it steps.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(RedisOptions.Section);
        services.AddOptions<RedisOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsCheck>();
        services.AddSingleton<RedisConnections>();
        var given = section.Get<RedisOptions>() ?? new();
        if (given.SharedCache.Length == 0) return services;

        services.AddHostedService<RedisWatch>()
            .AddSingleton<RedisBus>()
            .AddSingleton<IRequestCounter, RedisCounter>()
            .AddKeyedSingleton<IDistributedCache, RedisSecondLevel>(CacheFeature.Shared)
            .AddSingleton<IFusionCacheBackplane, RedisBackplane>()
            .AddSingleton<ILiveMessages, RedisLiveMessages>();
        return given.Jobs.Length == 0 ? services : services.AddSingleton<JobsMark>().AddHostedService<KeyCopies>().AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKeys(
                keys.XmlRepository!, provider.GetRequiredService<RedisConnections>(), provider.GetRequiredService<ILogger<SharedKeys>>())));
    }

    /// <summary>Groups of this hub span all replicas.</summary>
    public static IServiceCollection AddSharedGroups<THub, TClient>(this IServiceCollection services)
        where THub : Hub<TClient>
        where TClient : class => services.AddSingleton<HubLifetimeManager<THub>>(provider => provider.GetService<RedisBus>() is { } bus
            ? ActivatorUtilities.CreateInstance<SharedGroups<THub, TClient>>(provider, bus)
            : ActivatorUtilities.CreateInstance<DefaultHubLifetimeManager<THub>>(provider));
}
