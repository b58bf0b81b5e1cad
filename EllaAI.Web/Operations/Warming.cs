using EllaAI.Web.Hosting;
using Hangfire;

namespace EllaAI.Web.Operations;

/// <summary>Warms what all replicas share. Delivered twice at once it reads twice.</summary>
public sealed partial class WarmingJob(WarmCaches warm, ProcessEnd end, TimeProvider clock, ILogger<WarmingJob> log)
{
    /// <summary>Every half hour.</summary>
    public const string Times = "*/30 * * * *";

    /// <summary>
    /// Well before the next begins, so that two never overlap. Hangfire's DisableConcurrentExecution would hold a lock of the Redis storage
    /// all the while; with Redis away or emptied, such a lock ends the process or occupies a thread for ever (1.12.0).
    /// </summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(15);

    [AutomaticRetry(Attempts = 0)]
    public async Task Run()
    {
        using var patience = new CancellationTokenSource(_patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, end.Token);
        try
        {
            await warm.Run(both.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogCold(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Caches could not be warmed; pages read for themselves")]
    private partial void LogCold(Exception e);
}

/// <summary>
/// Each process warms itself when it has started; then one of them every half hour. That is said again each minute, since a Redis that
/// was emptied has forgotten it.
/// </summary>
internal sealed class Warming(JobQueue jobs, IHostApplicationLifetime life, TimeProvider clock) : BackgroundService
{
    public const string Id = "warm-caches";

    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What starts the product goes first.
            var started = new TaskCompletionSource();
            using var told = life.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            jobs.EnqueueHere<WarmingJob>(Queues.Maintenance, job => job.Run());
            using var timer = new PeriodicTimer(_again, clock);
            do jobs.Repeat<WarmingJob>(Id, Queues.Maintenance, job => job.Run(), WarmingJob.Times);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }
}
