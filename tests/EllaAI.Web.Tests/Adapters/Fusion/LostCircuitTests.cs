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
}
