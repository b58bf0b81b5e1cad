namespace EllaAI.Web.Operations;

public static class WarmingFeature
{
    public static IServiceCollection AddWarming(this IServiceCollection services) => services
        .AddSingleton<WarmCaches>()
        .AddTransient<WarmingJob>()
        .AddHostedService<Warming>()
        .AddHostedService<Housekeeping>();
}
