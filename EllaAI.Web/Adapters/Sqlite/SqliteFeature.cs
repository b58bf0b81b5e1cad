using System.Globalization;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Adapters.Sqlite;

public static class SqliteFeature
{
    private const string Key = "Documents:Shards";

    /// <exception cref="StartupException">The number of files is not one of 1 to 64.</exception>
    public static IServiceCollection AddSqlite(this IServiceCollection services, IConfiguration configuration)
    {
        var shards = Shards(configuration);
        return services
            .AddSingleton(provider => new SqliteFolder(provider.GetRequiredService<DataFolder>().Path).Open(shards))
            .AddSingleton<IDocumentStore, SqliteDocumentStore>()
            // The data folder is locked: no other process works on these files.
            .AddSingleton(ThisInstance.New(alone: true));
    }

    /// <exception cref="StartupException">It is not one of 1 to 64.</exception>
    public static int Shards(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var shards) && shards is >= 1 and <= SqliteShards.Most => shards,
        var other => throw new StartupException($"{Key} is a number from 1 to {SqliteShards.Most}, not '{other}'."),
    };
}
