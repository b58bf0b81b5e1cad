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
        if (await again.Run(ct) is > 0 and var back) LogBack(back);
        foreach (var asked in await erasures.Unfinished(ct)) queue.Enqueue(asked);
        await companies.Run(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for it.
        await Task.Yield();
        try
        {
            await Mend(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogLater(e);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} who were erased are there again, as after a restored backup: they are erased anew")]
    private partial void LogBack(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for people who were erased and are there again; it is tried in an hour")]
    private partial void LogLater(Exception e);
}
