using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Sqlite;

public static class SqliteFeature
{
    public static IServiceCollection AddSqlite(this IServiceCollection services) => services
        .AddSingleton(provider => new SqliteFile(Path.Combine(provider.GetRequiredService<DataFolder>().Path, "ella.db")))
        .AddSingleton<IDocumentStore, SqliteDocumentStore>()
        // The data folder is locked: no other process works on this file.
        .AddSingleton(ThisInstance.New(alone: true));
}
