using EllaAI.Web.Adapters.Redis;

namespace EllaAI.Web.Attempts;

/// <summary>
/// Sees to it that there is a job for all that is to do. Jobs in memory are gone at the start; those on Redis are there as long as
/// their mark is, whichever process made them.
/// </summary>
internal sealed partial class WorkRecovery(RemakeJobs remake, TimeProvider clock, ILogger<WorkRecovery> log, JobsMark? mark = null) : BackgroundService
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1), _between = TimeSpan.FromSeconds(5);

    /// <summary>One job more for what only waits its turn does no harm, so this need not be longer than the longest queue.</summary>
    private static readonly TimeSpan _lost = TimeSpan.FromMinutes(2);

    /// <summary>Looks without an answer until what waits on Redis is done without it.</summary>
    private const int Patience = 3;

    private long _lookedForAbandoned, _lookedForLate;
    private int _silent;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var kept = mark is null ? JobsKept.None : await mark.Look(cancellationToken);
        if (kept == JobsKept.Unknown) (kept, _silent) = (JobsKept.None, Patience);
        await Mend(kept, cancellationToken);
        _lookedForLate = clock.GetTimestamp();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAtMark(stoppingToken);
                await LookAtDocuments(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    private async Task LookAtMark(CancellationToken ct)
    {
        if (mark is null) return;
        var kept = await mark.Look(ct);
        if (kept != JobsKept.Unknown) _silent = 0;
        else if (++_silent == Patience) kept = JobsKept.Most;
        await Mend(kept, ct);
    }

    private async Task LookAtDocuments(CancellationToken ct)
    {
        if (clock.GetElapsedTime(_lookedForAbandoned) >= _between)
        {
            _lookedForAbandoned = clock.GetTimestamp();
            await remake.Abandoned(ct);
        }

        if (clock.GetElapsedTime(_lookedForLate) < _lost) return;
        _lookedForLate = clock.GetTimestamp();
        await remake.Late(_lost, ct);
    }

    private async Task Mend(JobsKept kept, CancellationToken ct)
    {
        if (kept == JobsKept.None) await remake.All(ct);
        else if (kept == JobsKept.Most) await remake.Queued(ct);
        else return;
        if (mark is null) return;
        await mark.Set(ct);
        LogMade();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Jobs were missing and have been made again from the documents")]
    private partial void LogMade();

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not look for work that was left behind; trying again")]
    private partial void LogFailed(Exception e);
}
