using EllaAI.Web.Adapters.Memory;

namespace EllaAI.Web.Hosting.Limits;

internal static class LimitsFeature
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateAnnotations().ValidateOnStart();
        return services.AddSingleton<LimitMeter>().AddSingleton<LimitCheck>().AddSingleton<MemoryCounter>().AddSingleton<IRequestCounter>(provider => provider.GetRequiredService<MemoryCounter>());
    }
}
