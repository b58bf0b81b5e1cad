using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Firestore;

public static partial class FirestoreFeature
{
    public static IServiceCollection AddFirestore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FirestoreOptions>()
            .Bind(configuration.GetSection(FirestoreOptions.Section))
            .Configure(options => options.EmulatorHost = options.EmulatorHost is "" ? configuration[FirestoreOptions.EmulatorVariable] ?? "" : options.EmulatorHost)
            .ValidateAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<Circuits>();
        return services
            .AddSingleton<IValidateOptions<FirestoreOptions>, FirestoreOptionsCheck>()
            .AddSingleton(Client)
            .AddSingleton<IDocumentStore, FirestoreDocumentStore>()
            .AddSingleton<FirestoreReindex>()
            .AddHostedService<FirestoreReindexing>()
            .AddSingleton(ThisInstance.New(alone: false));
    }

    private static FirestoreClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<FirestoreOptions>>().Value;
        if (options.EmulatorHost.Length > 0) LogEmulated(provider.GetRequiredService<ILogger<FirestoreClient>>(), options.EmulatorHost);
        return new(options, provider.GetRequiredService<Circuits>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Documents are in a Firestore emulator at {Host}, which forgets them when it ends")]
    private static partial void LogEmulated(ILogger logger, string host);
}
