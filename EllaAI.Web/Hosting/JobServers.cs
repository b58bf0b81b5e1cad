using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;

namespace EllaAI.Web.Hosting;

/// <summary>Works on the jobs of this process and, where there is Redis, on those that all replicas share.</summary>
internal sealed class JobServers(JobStorages storages, JobActivator activator, IJobFilterProvider filters) : IHostedService, IDisposable
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1), _recurringPace = TimeSpan.FromSeconds(15), _patience = TimeSpan.FromSeconds(5);

    private readonly List<BackgroundProcessingServer> _servers = [];

    /// <summary>Returns at once: a Redis that is down is served as soon as it is there.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _servers.Add(Serve(storages.Here));
        if (storages.Shared) _servers.Add(Serve(storages.Main, new StillHere()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var server in _servers) server.SendStop();
        return Task.WhenAll(_servers.Select(server => server.WaitForShutdownAsync(cancellationToken)));
    }

    public void Dispose()
    {
        foreach (var server in _servers) server.Dispose();
        _servers.Clear();
    }

    private BackgroundProcessingServer Serve(JobStorage storage, params IBackgroundProcess[] more)
    {
        var performer = new BackgroundJobPerformer(filters, activator, TaskScheduler.Default);
        var states = new BackgroundJobStateChanger(filters);
        return new(
            storage,
            [
                .. Queues.Served.Select(q => new Worker([q.Queue], performer, states).UseBackgroundPool(q.Workers)),
                new DelayedJobScheduler(_pace, states).UseBackgroundPool(1),
                new RecurringJobScheduler(new BackgroundJobFactory(filters), _recurringPace, new DefaultTimeZoneResolver()).UseBackgroundPool(1),
                .. more.Select(process => process.UseBackgroundPool(1)),
            ],
            new Dictionary<string, object>
            {
                ["Queues"] = Queues.Served.Select(q => q.Queue).ToArray(),
                ["WorkerCount"] = Queues.Served.Sum(q => q.Workers),
            },
            new BackgroundProcessingServerOptions
            {
                StopTimeout = ProcessEnd.Moment,
                ShutdownTimeout = _patience,
                // Hangfire's own pauses grow to five minutes: a Redis that is back is to be used at once.
                RetryDelay = _ => _pace,
                RestartDelay = _pace,
            });
    }
}
