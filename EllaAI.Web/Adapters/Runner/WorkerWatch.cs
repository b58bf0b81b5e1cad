using EllaAI.Core.Execution;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Asks every worker each second how it is, so that a run needs no question first.</summary>
internal sealed partial class WorkerWatch(SandboxWorkers workers, TimeProvider clock, ILogger<WorkerWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            // One that hangs must not keep the others from being asked.
            var asking = workers.All.ToDictionary(w => w, _ => Task.CompletedTask);
            do
            {
                foreach (var worker in workers.All)
                    if (asking[worker].IsCompleted && worker.IsDue)
                        asking[worker] = Ask(worker, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task Ask(SandboxWorker worker, CancellationToken ct)
    {
        var before = worker.Known.Problem;
        await worker.Ask(ct);
        // A lone sandbox has its own voice: the process that starts it, or the run that fails.
        var now = worker.Known;
        if (workers.All.Count == 1 || now.Problem == before) return;
        if (now.Problem.Length > 0) LogLeftOut(now.Name, now.Problem);
        else LogBack(now.Name, now.Capacity);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sandbox {Name} is left out: {Problem}")]
    private partial void LogLeftOut(string name, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sandbox {Name} takes runs, {Capacity} at once")]
    private partial void LogBack(string name, int capacity);
}
