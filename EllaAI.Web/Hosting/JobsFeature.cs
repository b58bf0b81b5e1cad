using Hangfire;
using Hangfire.InMemory;

namespace EllaAI.Web.Hosting;

/// <summary>Background work. Jobs live in memory and are named by ids; what they are about lives in the documents, from which they are made again at start.</summary>
public static class JobsFeature
{
    /// <summary>A job holds its worker while it waits for the sandbox, so there are more workers than cores.</summary>
    private static readonly (string Queue, int Workers)[] _queues =
        [(Queues.Interactive, 16), (Queues.Sandbox, 16), (Queues.Events, 4), (Queues.Maintenance, 2)];

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage(new InMemoryStorageOptions { IdType = InMemoryStorageIdType.Long }));
        foreach (var (queue, workers) in _queues)
            services.AddHangfireServer(server =>
            {
                server.ServerName = queue;
                server.Queues = [queue];
                server.WorkerCount = workers;
                server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
                server.StopTimeout = TimeSpan.FromSeconds(1);
            });
        return services;
    }
}

public static class Queues
{
    /// <summary>Runs that somebody looks at.</summary>
    public const string Interactive = "interactive";

    /// <summary>Grading.</summary>
    public const string Sandbox = "sandbox";
    public const string Events = "events";
    public const string Maintenance = "maintenance";
}
