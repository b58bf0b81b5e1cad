using EllaAI.Core.Execution;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

public static class RunnerFeature
{
    /// <summary>The code runner: a sandbox child of our own, or the workers at <c>Sandbox:Endpoints</c>.</summary>
    public static IServiceCollection AddRunner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SandboxOptions>()
            .Bind(configuration.GetSection(SandboxOptions.Section))
            .ValidateAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Circuits>();
        services.AddSingleton<SandboxAddress>();
        services.AddSingleton<SandboxWorkers>();
        services.AddSingleton<ICodeRunner, SandboxClient>();
        services.AddHostedService<SandboxProcess>();
        services.AddHostedService<WorkerWatch>();
        return services;
    }
}
