using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters;

/// <summary>A store's documents for a command that asks queries; an embedded store is held meanwhile.</summary>
internal sealed class OpenDocuments : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private OpenDocuments(ServiceProvider provider) => _provider = provider;

    public IDocumentStore Documents => _provider.GetRequiredService<IDocumentStore>();

    /// <exception cref="StartupException">There is nothing, or the product runs on it.</exception>
    public static OpenDocuments Source(string store, IConfiguration configuration, EllaOptions ella)
    {
        // Looked at before it is held, because holding makes a folder where there is none.
        if (store == "sqlite") new SqliteFolder(Path.GetFullPath(ella.Data)).Complete();
        var chosen = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("Documents:Store", store)]).Build();
        return new(new ServiceCollection()
            .AddSingleton<IConfiguration>(chosen).AddLogging().AddSingleton(TimeProvider.System).AddSingleton(Options.Create(ella)).AddSingleton<DataFolder>()
            .AddSingleton<OutboxBell>().AddSingleton(Schemas.Declared)
            .AddDocuments(chosen)
            .BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
