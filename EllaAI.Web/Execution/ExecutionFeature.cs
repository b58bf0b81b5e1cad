namespace EllaAI.Web.Execution;

public static class ExecutionFeature
{
    public static IServiceCollection AddExecution(this IServiceCollection services) => services.AddSingleton<LanguageCatalog>();
}
