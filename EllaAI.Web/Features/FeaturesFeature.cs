using EllaAI.Core.Features;

namespace EllaAI.Web.Features;

/// <summary>Which parts of the product a company has.</summary>
public static class FeaturesFeature
{
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(FeatureSettings.Of(configuration))
        .AddSingleton<ReadFeature>()
        .AddSingleton<SetFeature>();
}
