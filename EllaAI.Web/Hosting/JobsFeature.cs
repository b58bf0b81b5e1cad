using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Adapters.Runner;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.Redis.StackExchange;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Background work. Jobs are named by ids; what they are about lives in the documents, from which they can be made again. They wait in
/// the memory of this process or, where <c>Redis:Jobs</c> is set, on Redis.
/// </summary>
public static class JobsFeature
{
    /// <summary>Before each key of jobs. One slot of a cluster, since Hangfire's transactions span keys.</summary>
    public const string Prefix = "{ella:jobs}:";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHangfire((provider, hangfire) => hangfire
            .UseLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        return services
            .AddSingleton(Storages)
            // Hangfire would take whichever the process made last.
            .AddSingleton(provider => provider.GetRequiredService<JobStorages>().Main)
            .AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()))
            .AddSingleton<JobQueue>()
            .AddSingleton<ProcessEnd>()
            .AddHostedService<JobServers>();
    }

    private static JobStorages Storages(IServiceProvider provider)
    {
        var memory = new InMemoryStorage(new InMemoryStorageOptions { IdType = InMemoryStorageIdType.Long });
        return provider.GetService<RedisConnections>() is { Jobs: { } redis, JobsCircuit: { } circuit }
            ? new(
                new RedisStorage(redis, new RedisStorageOptions
                {
                    Prefix = Prefix,
                    Db = redis.GetDatabase().Database,
                    InvisibilityTimeout = LongestRun(provider),
                    // Its signal that there is a job can get lost between a look and the wait.
                    FetchTimeout = TimeSpan.FromSeconds(1),
                }),
                memory,
                circuit)
            : new(memory, memory, null);
    }

    /// <summary>A run waits for its turn, is compiled and run; a job that has been held for longer belongs to nobody any more.</summary>
    private static TimeSpan LongestRun(IServiceProvider provider) =>
        TimeSpan.FromMinutes((provider.GetService<IOptions<SandboxOptions>>()?.Value.QueueMinutes ?? 30) + 15);
}

public static class Queues
{
    /// <summary>Runs that somebody looks at.</summary>
    public const string Interactive = "interactive";

    /// <summary>Grading.</summary>
    public const string Sandbox = "sandbox";
    public const string Events = "events";

    /// <summary>Webhooks that are due. An endpoint may keep a worker waiting, so there are more of them than a company can have endpoints.</summary>
    public const string Webhooks = "webhooks";
    public const string Maintenance = "maintenance";

    /// <summary>Events for somebody who may be slow, such as a mail server. Many of those take few connections at once.</summary>
    public const string Outside = "outside";

    /// <summary>Erasing and writing out people: takes long, and nothing with a deadline may wait for it.</summary>
    public const string Privacy = "privacy";

    /// <summary>A job holds its worker while it waits for the sandbox, so there are more workers than cores.</summary>
    internal static IReadOnlyList<(string Queue, int Workers)> Served { get; } = [(Interactive, 16), (Sandbox, 16), (Events, 4), (Outside, 2), (Webhooks, 16), (Maintenance, 2), (Privacy, 1)];
}
