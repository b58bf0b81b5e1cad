using EllaAI.Core.Execution;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EllaAI.Web.Adapters.Runner;

public static class RunnerFeature
{
    /// <summary>The code runner: a sandbox child of our own, or the workers at <c>Sandbox:Endpoint</c>.</summary>
    public static IServiceCollection AddRunner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SandboxOptions>()
            .Bind(configuration.GetSection(SandboxOptions.Section))
            .ValidateDataAnnotations()
            .Validate(o => o.Endpoint.Length == 0 || Uri.TryCreate(o.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https",
                "Sandbox:Endpoint must be empty or an address such as http://sandbox:5090.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SandboxAddress>();
        services.AddSingleton<SandboxChannel>();
        services.AddSingleton<ICodeRunner, SandboxClient>();
        services.AddHostedService<SandboxProcess>();
        return services;
    }
}
