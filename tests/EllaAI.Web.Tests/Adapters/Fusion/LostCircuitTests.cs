using EllaAI.Web.Adapters.Fusion;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using ZiggyCreatures.Caching.Fusion.MicrosoftHybridCache;

namespace EllaAI.Web.Tests.Adapters.Fusion;

public sealed class LostCircuitTests(EllaApp app)
{
    [Fact]
    public void Lost_circuits_are_kept_in_the_products_cache_for_a_day()
    {
        var circuits = app.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;

        Assert.IsType<FusionHybridCache>(circuits.HybridPersistenceCache);
        Assert.Same(app.Services.GetRequiredService<HybridCache>(), circuits.HybridPersistenceCache);
        Assert.Equal(TimeSpan.FromHours(24), circuits.PersistedCircuitDistributedRetentionPeriod);
    }

    /// <summary>The type is the framework's own and hidden, so it is looked at as it is: another replica must read back all that was written.</summary>
    [Fact]
    public void All_of_a_lost_circuit_is_written_and_read_back()
    {
        var type = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.Circuits.PersistedCircuitState", throwOnError: true)!;
        var (state, root) = (type.GetProperty("ApplicationState")!, type.GetProperty("RootComponents")!);
        var lost = Activator.CreateInstance(type, nonPublic: true)!;
        state.SetValue(lost, new Dictionary<string, byte[]> { ["page"] = [1, 2, 3] });
        root.SetValue(lost, new byte[] { 4, 5 });
        var json = new CacheJson();
        var written = (byte[])typeof(CacheJson).GetMethod("Serialize")!.MakeGenericMethod(type).Invoke(json, [lost])!;

        var found = typeof(CacheJson).GetMethod("Deserialize")!.MakeGenericMethod(type).Invoke(json, [written])!;

        Assert.Equal([1, 2, 3], Assert.IsAssignableFrom<IReadOnlyDictionary<string, byte[]>>(state.GetValue(found))["page"]);
        Assert.Equal(new byte[] { 4, 5 }, root.GetValue(found));
    }
}
