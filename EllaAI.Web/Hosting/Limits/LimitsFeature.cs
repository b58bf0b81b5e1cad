using EllaAI.Web.Adapters.Memory;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EllaAI.Web.Hosting.Limits;

internal static class LimitsFeature
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateAnnotations().ValidateOnStart();
        services.AddSingleton<PageBuckets>().AddScoped<CircuitHandler, PagePace>();
        return services.AddSingleton<LimitMeter>().AddSingleton<LimitCheck>().AddSingleton<MemoryCounter>().AddSingleton<IRequestCounter>(provider => provider.GetRequiredService<MemoryCounter>());
    }
}
