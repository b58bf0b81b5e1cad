using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using EllaAI.Web.Storage;

namespace EllaAI.Web.Adapters;

/// <summary>Which store keeps the documents: <c>Documents:Store</c> is <c>sqlite</c> (default) or <c>firestore</c>.</summary>
public static class DocumentsFeature
{
    private const string Key = "Documents:Store";

    /// <exception cref="StartupException">It is another word.</exception>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) =>
        services.AddHostedService<RefuseUnfinishedImport>().AddStore(configuration);

    private static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration) => configuration[Key] switch
    {
        null or "" or "sqlite" => services.AddSqlite(configuration),
        "firestore" => services.AddFirestore(configuration),
        var other => throw new StartupException($"{Key} is sqlite or firestore, not '{other}'."),
    };
}
