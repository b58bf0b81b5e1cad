using EllaAI.Core.Operations;

namespace EllaAI.Web.Adapters.Memory;

public static class MemoryFeature
{
    public static IServiceCollection AddLiveMessages(this IServiceCollection services) =>
        services.AddSingleton<MemoryLiveMessages>().AddSingleton<ILiveMessages>(provider => provider.GetRequiredService<MemoryLiveMessages>());
}
