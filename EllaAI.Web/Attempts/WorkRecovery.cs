using EllaAI.Core.Attempts;

namespace EllaAI.Web.Attempts;

/// <summary>
/// Makes jobs of what the documents say is still to be done: of everything before anything else runs, then of what a process that
/// died had taken up, and of what has waited so long that its job may be lost.
/// </summary>
internal sealed partial class WorkRecovery(RecoverWork recover, AttemptQueue queue, TimeProvider clock, ILogger<WorkRecovery> log) : BackgroundService
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    /// <summary>One job more for what only waits its turn does no harm, so this need not be longer than the longest queue.</summary>
    private static readonly TimeSpan _lost = TimeSpan.FromMinutes(2);

    private long _lookedForLost;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Everything(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>At the start no job is there yet.</summary>
    private async Task Everything(CancellationToken ct)
    {
        var executions = await recover.Abandoned(ct);
        var waiting = (await recover.Waiting(TimeSpan.Zero, ct)).Union(executions).ToArray();
        foreach (var execution in waiting) Enqueue(execution);
        var attempts = await recover.Attempts(ct);
        foreach (var attempt in attempts) queue.CloseAt(attempt.Company, attempt.Id, attempt.Deadline);
        _lookedForLost = clock.GetTimestamp();
        LogRecovered(waiting.Length, attempts.Count);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        foreach (var execution in await recover.Abandoned(ct)) Enqueue(execution);
        if (clock.GetElapsedTime(_lookedForLost) < _lost) return;
        _lookedForLost = clock.GetTimestamp();
        foreach (var execution in await recover.Waiting(_lost, ct)) Enqueue(execution);
    }

    private void Enqueue(UnfinishedExecution execution) => queue.Execute(execution.Company, execution.Id, execution.Interactive);

    [LoggerMessage(Level = LogLevel.Information, Message = "Took up {Executions} unfinished executions and {Attempts} open attempts")]
    private partial void LogRecovered(int executions, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not look for work that was left behind; trying again")]
    private partial void LogFailed(Exception e);
}
