using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Web.Hosting;
using Hangfire;

namespace EllaAI.Web.Attempts;

/// <summary>The work of attempts that nobody's request waits for. Arguments are ids only.</summary>
public sealed class AttemptJobs(ExecuteCode execute, CloseAttempt close, ProcessEnd end)
{
    /// <summary>While no sandbox answers the execution stays queued and this is tried again, for about a day.</summary>
    [AutomaticRetry(Attempts = 3_000, DelaysInSeconds = [1, 2, 5, 10, 30], LogEvents = false)]
    public Task Execute(string company, Guid execution) =>
        execute.Run(Actor.System(new(company)), new(execution), end.Token);

    [AutomaticRetry(Attempts = 100, DelaysInSeconds = [1, 5, 30])]
    public async Task CloseOverdue(string company, Guid attempt)
    {
        if (!(await close.Run(Actor.System(new(company)), new(attempt), CloseReason.TimeUp, end.Token)).Ok(out _, out var problem) && problem == Problems.Conflict)
            throw new InvalidOperationException("Too many wrote at once: the attempt is closed in a moment.");
    }
}

/// <summary>Hands work to Hangfire.</summary>
public sealed class AttemptQueue(JobQueue jobs)
{
    /// <summary>A moment after the grace, so that the first look already finds the attempt overdue.</summary>
    private static readonly TimeSpan _margin = Attempt.Grace + TimeSpan.FromMilliseconds(500);

    public void Execute(CompanyId company, ExecutionId id, bool interactive) => jobs.Enqueue<AttemptJobs>(
        interactive ? Queues.Interactive : Queues.Sandbox, job => job.Execute(company.Value, id.Value));

    public void CloseAt(CompanyId company, AttemptId id, DateTimeOffset deadline) => jobs.Schedule<AttemptJobs>(
        Queues.Maintenance, job => job.CloseOverdue(company.Value, id.Value), deadline + _margin);
}

internal sealed class QueueExecution(AttemptQueue queue) : ISubscriber<ExecutionRequested>
{
    public Task Handle(ExecutionRequested e, Inbox inbox, CancellationToken ct)
    {
        queue.Execute(e.Company, e.Execution, e.Interactive);
        return Task.CompletedTask;
    }
}

/// <summary>Closes the attempt at its deadline.</summary>
internal sealed class ScheduleClosing(AttemptQueue queue) : ISubscriber<AttemptStarted>
{
    public Task Handle(AttemptStarted e, Inbox inbox, CancellationToken ct)
    {
        queue.CloseAt(e.Company, e.Attempt, e.Deadline);
        return Task.CompletedTask;
    }
}

/// <summary>Tells open boards, and the candidate's own page, that an attempt moved.</summary>
internal sealed class AnnounceAttempt(ReadAttempt attempts, ILiveMessages live)
    : ISubscriber<AttemptStarted>, ISubscriber<AttemptClosed>, ISubscriber<AttemptGraded>
{
    public Task Handle(AttemptStarted e, Inbox inbox, CancellationToken ct) => Announce(Actor.System(e.Company), e.Attempt, ct);

    public Task Handle(AttemptClosed e, Inbox inbox, CancellationToken ct) => Announce(Actor.System(e.Company), e.Attempt, ct);

    public Task Handle(AttemptGraded e, Inbox inbox, CancellationToken ct) => Announce(Actor.System(e.Company), e.Attempt, ct);

    private async Task Announce(Actor actor, AttemptId id, CancellationToken ct)
    {
        if (!(await attempts.Run(actor, id, ct)).Ok(out var attempt, out _)) return;
        var moved = new AttemptMoved(id, attempt.State);
        await live.Publish(LiveTopics.Attempt(id), moved, ct);
        await live.Publish(LiveTopics.Assessment(attempt.Assessment), moved, ct);
    }
}
