using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters;

/// <summary>All documents of a store, for a command; with what keeps the product away from them meanwhile.</summary>
internal sealed class OpenArchive : IDisposable
{
    private readonly DataFolder? _held;

    private OpenArchive(IDocumentArchive archive, DataFolder? held) => (Archive, _held) = (archive, held);

    public IDocumentArchive Archive { get; }

    /// <summary>Something to read. An embedded store is opened as it was made.</summary>
    /// <exception cref="StartupException">There is nothing, or the product runs on it.</exception>
    public static OpenArchive Source(string store, IConfiguration configuration, EllaOptions ella)
    {
        if (store == "firestore") return Firestore(configuration);
        var folder = new SqliteFolder(Path.GetFullPath(ella.Data));
        // Looked at before it is held, because holding makes a folder where there is none.
        folder.Complete();
        return Sqlite(ella, _ => folder.OpenFound());
    }

    /// <summary>Something to write to, as the product would find it.</summary>
    /// <exception cref="StartupException">It cannot be opened, or the product runs on it.</exception>
    public static OpenArchive Target(string store, IConfiguration configuration, EllaOptions ella) => store == "firestore"
        ? Firestore(configuration)
        : Sqlite(ella, path => new SqliteFolder(path).Open(SqliteFeature.Shards(configuration)));

    public void Dispose()
    {
        Archive.Dispose();
        _held?.Dispose();
    }

    private static OpenArchive Sqlite(EllaOptions ella, Func<string, SqliteShards> open)
    {
        var held = Hold(ella);
        try
        {
            return new(new SqliteArchive(open(held.Path)), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static DataFolder Hold(EllaOptions ella)
    {
        try
        {
            return new(Options.Create(ella));
        }
        catch (StartupException e) when (e.InnerException is IOException)
        {
            throw new StartupException(
                $"EllaAI is running on {Path.GetFullPath(ella.Data)}, which would change under our hands. Stop it, or make a backup (./ella data backup DIR) and take that (--data DIR).", e);
        }
    }

    private static OpenArchive Firestore(IConfiguration configuration)
    {
        using var provider = new ServiceCollection().AddSingleton(TimeProvider.System).AddFirestore(configuration).BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<FirestoreOptions>>().Value;
        return new(new FirestoreArchive(new FirestoreClient(options, provider.GetRequiredService<Circuits>())), null);
    }
}
