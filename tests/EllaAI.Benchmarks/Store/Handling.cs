using System.Diagnostics;
using System.Threading.Channels;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using EllaAI.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EllaAI.Benchmarks.Store;

/// <summary>
/// From a commit's acknowledgement until a subscriber of its event is called, one event after the other, in the product's own
/// services: bell, dispatcher, a job of Hangfire, and a delivery that is marked as begun. Two commits lie between.
/// </summary>
internal static class Handling
{
    /// <param name="redis">Where jobs wait instead of in memory.</param>
    public static async Task<Row> OnSqlite(DiskFolder folder, int rounds, string? redis = null)
    {
        var (where, mostMs) = redis is null ? ("in memory", 20.0) : ("on Redis", 50.0);
        var took = await Run(rounds, services => services
            .AddSingleton(_ => new SqliteShards(new SqliteFile(folder.File($"events {where}.db"))))
            .AddSingleton<IDocumentStore, SqliteDocumentStore>()
            .AddSingleton(ThisInstance.New(alone: true)), redis);
        return new($"event to its handler, jobs {where}", null, took, "ms", $"{took.Median:F1} ms", $"under {mostMs:0} ms", took.Median < mostMs,
            "from the commit's acknowledgement to the subscriber's call, with the two durable commits that lie between");
    }

    /// <param name="addStore">The store, and what it says of this instance.</param>
    /// <returns>Milliseconds.</returns>
    public static async Task<Sample> Run(int rounds, Action<IServiceCollection> addStore, string? redis = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        addStore(builder.Services);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Channel.CreateUnbounded<long>())
            .AddJobs()
            .AddOperations()
            .AddSubscriber<Measured, Listener>();
        if (redis is not null) builder.Services.AddSingleton<Circuits>().AddSingleton<RedisConnections>().Configure<RedisOptions>(options => options.Jobs = redis);
        using var host = builder.Build();
        await host.StartAsync();
        var (documents, heard) = (host.Services.GetRequiredService<IDocumentStore>(), host.Services.GetRequiredService<Channel<long>>().Reader);
        var took = new List<double>();
        for (var i = -rounds / 5; i < rounds; i++)
        {
            var e = new Measured(new CompanyId("company"), $"{i}");
            var key = Actor.System(e.Company).Key("measured", e.Subject);
            if (!await documents.Commit([Change.Create(key, e.Subject)], [e], default)) throw new InvalidOperationException("A commit was refused.");
            var committed = Stopwatch.GetTimestamp();
            var handled = await heard.ReadAsync();
            if (i >= 0) took.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, handled).TotalMilliseconds));
        }

        await host.StopAsync();
        return new(took);
    }

    [EventContract("bench.measured", 1)]
    private sealed record Measured(CompanyId Company, string Text) : IEvent
    {
        public string Subject => Text;
    }

    private sealed class Listener(Channel<long> heard) : ISubscriber<Measured>
    {
        public async Task Handle(Measured e, Inbox inbox, CancellationToken ct) => await heard.Writer.WriteAsync(Stopwatch.GetTimestamp(), ct);
    }
}
