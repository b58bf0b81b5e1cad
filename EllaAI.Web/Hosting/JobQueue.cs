using System.Linq.Expressions;
using Hangfire;
using Hangfire.Storage;
using StackExchange.Redis;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Takes jobs, always: what Redis does not take waits in the memory of this process. That may lose or double it, which does no harm:
/// jobs can be made again from the documents, and one that is delivered twice has one effect.
/// </summary>
public sealed partial class JobQueue(JobStorages storages, ILogger<JobQueue> log)
{
    // No retries: while Redis is frozen each would take its whole time.
    private readonly BackgroundJobClient _main = new(storages.Main) { RetryAttempts = 0 };
    private readonly BackgroundJobClient _here = new(storages.Here);

    public void Enqueue<T>(string queue, Expression<Func<T, Task>> job) => Put(jobs => jobs.Enqueue(queue, job));

    /// <remarks>
    /// With its queue it goes there in one step when its time has come; Hangfire would otherwise hold a lock for all its tries, see
    /// <see cref="Operations.WarmingJob"/>.
    /// </remarks>
    public void Schedule<T>(string queue, Expression<Func<T, Task>> job, DateTimeOffset at) => Put(jobs => jobs.Schedule(queue, job, at));

    /// <summary>To be done by this process.</summary>
    public void EnqueueHere<T>(string queue, Expression<Func<T, Task>> job) => _here.Enqueue(queue, job);

    /// <summary>To be done by one of all processes at these times. Saying it again changes nothing.</summary>
    /// <returns>False when Redis could not be told.</returns>
    public bool Repeat<T>(string id, string queue, Expression<Func<T, Task>> job, string cron) =>
        Try(() => new RecurringJobManager(storages.Main).AddOrUpdate(id, queue, job, cron));

    private void Put(Action<BackgroundJobClient> put)
    {
        if (!Try(() => put(_main))) put(_here);
    }

    private bool Try(Action call)
    {
        if (storages.Circuit is null)
        {
            call();
            return true;
        }

        try
        {
            Through(storages.Circuit, call);
            return true;
        }
        catch (Exception e) when (e is BackgroundJobClientException or RedisException or TimeoutException or DistributedLockTimeoutException or NeighbourUnavailableException)
        {
            LogHere(e.InnerException?.Message ?? e.Message);
            return false;
        }
    }

    /// <summary>Hangfire knows blocking calls only, so this blocks as well.</summary>
    private static void Through(Circuit circuit, Action call) => circuit.Run(
        _ =>
        {
            call();
            return ValueTask.CompletedTask;
        },
        CancellationToken.None).AsTask().GetAwaiter().GetResult();

    [LoggerMessage(Level = LogLevel.Debug, Message = "A job waits in this process, since Redis did not take it: {Problem}")]
    private partial void LogHere(string problem);
}
