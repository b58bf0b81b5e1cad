using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace EllaAI.Benchmarks.Store;

/// <summary>A project of its own in the emulator, filled through the store itself.</summary>
internal sealed class EmulatedStore : IDisposable
{
    private const int AtOnce = 200;
    private readonly Circuits _circuits = new(TimeProvider.System);
    private readonly OutboxBell _bell = new();
    private readonly FirestoreClient _client;

    public EmulatedStore(string host, Seed seed)
    {
        var options = new FirestoreOptions { Project = $"bench-{seed.Documents}", EmulatorHost = host, TimeoutSeconds = 50 };
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Firestore:Project"] = options.Project, ["Firestore:EmulatorHost"] = host, ["Firestore:TimeoutSeconds"] = "50" })
            .Build();
        _client = new(options, _circuits);
        Seeded = new(seed, new FirestoreDocumentStore(_client, _bell, Schemas.Declared, TimeProvider.System));
    }

    /// <summary>By which the product finds it.</summary>
    public IConfiguration Configuration { get; }

    public Seeded Seeded { get; }

    public Seed Seed => Seeded.Seed;

    public IDocumentStore Documents => Seeded.Documents;

    public async Task Fill()
    {
        foreach (var company in Seed.All().GroupBy(d => d.Company))
            foreach (var some in company.Chunk(AtOnce))
            {
                Change[] changes = [.. some.Select(d => Change.Create(Actor.System(new CompanyId(d.Company)).Key(d.Collection, d.Id), JsonSerializer.Deserialize<JsonElement>(d.Body)))];
                if (!await Documents.Commit(changes, [], default)) throw new InvalidOperationException("A commit was refused.");
            }
    }

    public void Dispose()
    {
        _client.Dispose();
        _bell.Dispose();
        _circuits.Dispose();
    }
}
