using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Firestore;

public static class FirestoreFeature
{
    public static IServiceCollection AddFirestore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FirestoreOptions>()
            .Bind(configuration.GetSection(FirestoreOptions.Section))
            .Configure(options => options.EmulatorHost = options.EmulatorHost is "" ? configuration[FirestoreOptions.EmulatorVariable] ?? "" : options.EmulatorHost)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<FirestoreOptions>, FirestoreOptionsCheck>()
            .AddSingleton(provider => new FirestoreClient(provider.GetRequiredService<IOptions<FirestoreOptions>>().Value))
            .AddSingleton<IDocumentStore, FirestoreDocumentStore>()
            .AddSingleton(ThisInstance.New(alone: false));
    }
}
