using EllaAI.Core.Attempts;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Attempts;

/// <summary>Makes jobs of what the documents say is still to be done.</summary>
internal sealed partial class RemakeJobs(RecoverWork recover, AttemptQueue queue, LaneQueue lanes, ILogger<RemakeJobs> log)
{
    /// <summary>Of everything.</summary>
    public async Task All(CancellationToken ct)
    {
        var executions = await Queued(ct);
        var attempts = await recover.Attempts(ct);
        foreach (var attempt in attempts) queue.CloseAt(attempt.Company, attempt.Id, attempt.Deadline);
        LogAll(executions, attempts.Count);
    }

    /// <summary>Of what somebody waits for: executions, and events on their way.</summary>
    public async Task<int> Queued(CancellationToken ct)
    {
        lanes.Forget();
        var abandoned = await recover.Abandoned(ct);
        var waiting = (await recover.Waiting(TimeSpan.Zero, ct)).Union(abandoned).ToArray();
        foreach (var execution in waiting) Enqueue(execution);
        return waiting.Length;
    }

    /// <summary>Of what a process that died had taken up. What it had taken out of the queue and not begun is nobody's: so all that waits gets a job, which is one more for the rest.</summary>
    public async Task Abandoned(CancellationToken ct)
    {
        var abandoned = await recover.Abandoned(ct);
        if (abandoned.Count == 0) return;
        foreach (var execution in abandoned.Union(await recover.Waiting(TimeSpan.Zero, ct))) Enqueue(execution);
    }

    /// <summary>Of what has waited for so long that its job may be lost.</summary>
    public async Task Late(TimeSpan lost, CancellationToken ct)
    {
        foreach (var execution in await recover.Waiting(lost, ct)) Enqueue(execution);
        foreach (var attempt in await recover.Overdue(lost, ct)) queue.CloseAt(attempt.Company, attempt.Id, attempt.Deadline);
    }

    private void Enqueue(UnfinishedExecution execution) => queue.Execute(execution.Company, execution.Id, execution.Interactive);

    [LoggerMessage(Level = LogLevel.Information, Message = "Took up {Executions} unfinished executions and {Attempts} open attempts")]
    private partial void LogAll(int executions, int attempts);
}
