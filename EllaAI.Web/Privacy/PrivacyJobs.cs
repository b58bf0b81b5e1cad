using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Privacy;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Privacy;

/// <summary>Erasing and writing out, which nobody's request waits for. Arguments are ids only.</summary>
public sealed class PrivacyJobs(RunErasure erasures, RunExport exports, ProcessEnd end)
{
    public Task Erase(string company, Guid id) => erasures.Run(Actor.System(new(company)), new(id), end.Token);

    public Task Export(string company, Guid id) => exports.Run(Actor.System(new(company)), new(id), end.Token);
}

internal sealed class PrivacyQueue(JobQueue jobs) : ISubscriber<PrivacyAsked>
{
    public Task Handle(PrivacyAsked e, Inbox inbox, CancellationToken ct)
    {
        Enqueue(e);
        return Task.CompletedTask;
    }

    public void Enqueue(PrivacyAsked asked)
    {
        if (asked.Export) jobs.Enqueue<PrivacyJobs>(Queues.Privacy, job => job.Export(asked.Company.Value, asked.Id));
        else jobs.Enqueue<PrivacyJobs>(Queues.Privacy, job => job.Erase(asked.Company.Value, asked.Id));
    }
}

/// <summary>At the start, and each hour: whom an older state of the documents brought back is erased again, and what waits has a job.</summary>
internal sealed partial class PrivacyRecovery(EraseAgain again, ListErasures erasures, DeleteCompanies companies, PrivacyQueue queue, ILogger<PrivacyRecovery> log) : BackgroundService
{
    public async Task Mend(CancellationToken ct)
    {
        await Try(async () => { if (await again.Run(ct) is > 0 and var back) LogBack(back); }, ct);
        await Try(async () => { foreach (var asked in await erasures.Unfinished(ct)) queue.Enqueue(asked); }, ct);
        await Try(() => companies.Run(ct), ct);
    }

    /// <summary>What fails keeps nothing else from being done.</summary>
    private async Task Try(Func<Task> step, CancellationToken ct)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogLater(e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for it.
        await Task.Yield();
        try
        {
            await Mend(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} who were erased are there again, as after a restored backup: they are erased anew")]
    private partial void LogBack(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something about erased people or deleted companies could not be done; it is tried in an hour")]
    private partial void LogLater(Exception e);
}
