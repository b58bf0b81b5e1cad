using EllaAI.Core.Api;

namespace EllaAI.Web.Api;

/// <summary>Other programs of companies: their keys.</summary>
public static class ApiFeature
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ListApiKeys>()
        .AddSingleton<MakeApiKey>()
        .AddSingleton<RevokeApiKey>()
        .AddSingleton<FindApiKey>();
}
