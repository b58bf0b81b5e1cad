using EllaAI.Core.SingleSignOn;
using EllaAI.Web.Access;
using EllaAI.Web.Adapters.NameServers;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.SingleSignOn;

/// <summary>Members sign in through their company's own provider.</summary>
public static class SingleSignOnFeature
{
    public static IServiceCollection AddSingleSignOn(this IServiceCollection services)
    {
        services.AddOptions<SingleSignOnOptions>().BindConfiguration(SingleSignOnOptions.Section).ValidateAnnotations().ValidateOnStart();
        return services
            .AddSingleton(Rules)
            .AddSingleton<ISignOnSecrets, SealedSignOnSecrets>()
            .AddSingleton<IDomainRecords>(provider => new NameServer(provider.GetRequiredService<IOptions<SingleSignOnOptions>>().Value.NameServer))
            .AddSingleton<ProviderMetadata>()
            .AddSingleton<ProviderFlow>()
            .AddSingleton<FindProvider>()
            .AddSingleton<EnterByProvider>()
            .AddSingleton<ShowProvider>()
            .AddSingleton<SaveProvider>()
            .AddSingleton<TryProvider>()
            .AddSingleton<ChangeDomains>()
            .AddSingleton<SetSignInRules>();
    }

    public static void MapSingleSignOn(this WebApplication app)
    {
        app.MapPost("/sign-in/company", SignOnEndpoints.Choose).LimitedBy(LimitedBy.SignIn);
        app.MapGet("/sign-in/sso/{company}", SignOnEndpoints.Leave).LimitedBy(LimitedBy.SignOn);
        app.MapGet("/sign-in/sso/{company}/callback", SignOnEndpoints.Return).LimitedBy(LimitedBy.SignOn);
    }

    private static ProviderRules Rules(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SingleSignOnOptions>>().Value;
        return new(options.AllowInsecure, options.AllowPrivateNetworks);
    }
}
