using EllaAI.Core.Operations;
using EllaAI.Web.Adapters.Fusion;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EllaAI.Web.Tests.Adapters.Redis;

/// <summary>The parts of one replica that share a Redis with others, wired as the product wires them.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly IHost _host;

    private Replica(IHost host) => _host = host;

    public ICache Cache => _host.Services.GetRequiredService<ICache>();

    public ILiveMessages Live => _host.Services.GetRequiredService<ILiveMessages>();

    public Circuits Circuits => _host.Services.GetRequiredService<Circuits>();

    public Circuit CacheCircuit => Circuits.All.Single(c => c.Name == "redis-cache");

    public IServiceProvider Services => _host.Services;

    public static async Task<Replica> Start(Dictionary<string, string?> settings, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Circuits>();
        builder.Services.AddCache().AddLiveMessages();
        more?.Invoke(builder.Services);
        builder.Services.AddRedis(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public static Task<Replica> Start(RedisServer redis) => Start(new Dictionary<string, string?> { ["Redis:Cache"] = redis.Address });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
