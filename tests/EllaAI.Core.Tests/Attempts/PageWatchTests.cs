using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

/// <summary>A run that nobody waits for any more is stopped; whoever comes back in time finds its result.</summary>
public sealed class PageWatchTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource _gate = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_stopped_when_its_page_was_closed_and_none_came_back()
    {
        var (acme, attempt, running) = await Begin(ExecutionKind.Run, Ct);
        await Say(acme, attempt, new PageClosed());
        acme.Clock.Advance(PageWatch.Grace - _moment);
        Assert.False(running.IsCompleted);
        acme.Clock.Advance(_moment);

        var stopped = (await running).Value();
        Assert.Equal((ExecutionState.Stopped, true, null, ""), (stopped.State, stopped.IsOver, stopped.Verdict, stopped.Owner));
        Assert.Equal(ExecutionState.Stopped, (await acme.Read(stopped.Id)).State);
        Assert.Equal(ExecutionState.Stopped, acme.Live.Of<ExecutionMoved>(LiveTopics.Attempt(attempt.Id)).Last().Execution.State);
    }

    [Fact]
    public async Task A_page_that_is_back_in_time_finds_the_result()
    {
        var (acme, attempt, running) = await Begin(ExecutionKind.Run, Ct);
        await Say(acme, attempt, new PageClosed());
        acme.Clock.Advance(PageWatch.Grace - _moment);
        await Say(acme, attempt, new PageOpen());
        acme.Clock.Advance(TimeSpan.FromMinutes(1));
        _gate.SetResult();

        Assert.Equal(ExecutionState.Finished, (await running).Value().State);
    }

    [Fact]
    public async Task While_another_page_is_open_it_goes_on()
    {
        var (acme, attempt, running) = await Begin(ExecutionKind.Run, Ct);
        // As the hub of a replica does that has one.
        var topic = LiveTopics.Attempt(attempt.Id);
        using var other = acme.Live.Subscribe(topic, message => message is PageSought ? acme.Live.Publish(topic, new PageOpen(), Ct).AsTask() : Task.CompletedTask);
        await Say(acme, attempt, new PageClosed());
        acme.Clock.Advance(TimeSpan.FromMinutes(1));
        _gate.SetResult();

        Assert.Equal(ExecutionState.Finished, (await running).Value().State);
    }

    [Fact]
    public async Task The_last_of_several_pages_counts()
    {
        var (acme, attempt, running) = await Begin(ExecutionKind.Run, Ct);
        foreach (var message in new object[] { new PageClosed(), new PageOpen(), new PageClosed() }) await Say(acme, attempt, message);
        acme.Clock.Advance(PageWatch.Grace);

        Assert.Equal(ExecutionState.Stopped, (await running).Value().State);
    }

    [Fact]
    public async Task A_submission_needs_no_page()
    {
        var (acme, attempt, running) = await Begin(ExecutionKind.Submit, Ct);
        await Say(acme, attempt, new PageClosed());
        acme.Clock.Advance(TimeSpan.FromMinutes(1));
        _gate.SetResult();

        Assert.Equal((ExecutionState.Finished, Verdict.Accepted), ((await running).Value().State, (await running).Value().Verdict));
    }

    [Fact]
    public async Task A_process_that_ends_meanwhile_leaves_the_run_to_others()
    {
        using var end = new CancellationTokenSource();
        var (acme, attempt, running) = await Begin(ExecutionKind.Run, end.Token);
        await Say(acme, attempt, new PageClosed());
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(ExecutionState.Running, (await acme.Read(Assert.Single(acme.Live.Of<ExecutionMoved>(LiveTopics.Attempt(attempt.Id))).Execution.Id)).State);
    }

    private static async Task Say(Acme acme, Attempt attempt, object message) => await acme.Live.Publish(LiveTopics.Attempt(attempt.Id), message, Ct);

    // Until the sandbox has it, where it stays until the gate opens.
    private async Task<(Acme Acme, Attempt Attempt, Task<Result<CodeExecution>> Running)> Begin(ExecutionKind kind, CancellationToken end)
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        acme.Runner.Gate = _gate.Task;
        var asked = await acme.Request.Run(Acme.Candidate(attempt), attempt.Id, Acme.Order(kind, acme.Sum, "passes 1 2 3"), Ct);
        var running = Task.Run(() => acme.Execute.Run(acme.System, asked.Value().Execution.Id, end), Ct);
        while (acme.Runner.Requests.IsEmpty) await Task.Delay(1, Ct);
        return (acme, attempt, running);
    }
}
