using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Operations;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Execution;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class ExecuteCodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_runs_on_all_tests_and_earns_its_weights()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 3");

        var done = (await acme.Execute.Run(acme.System, id, Ct)).Value();

        Assert.Equal((ExecutionState.Finished, Verdict.WrongAnswer, 3), (done.State, done.Verdict, done.Points));
        Assert.Equal(("scripted 1", "Script 1.0"), (done.Worker, done.Toolchain));
        Assert.Equal(["1", "2", "3"], Assert.Single(acme.Runner.Requests).Tests.Select(t => t.Id));
        Assert.Equal((3, 0, 1), ((await acme.Read(attempt)).Points, (await acme.Read(attempt)).Outstanding, (await acme.Read(attempt)).Questions[0].Submissions));
    }

    [Fact]
    public async Task A_run_is_on_visible_tests_or_own_input_and_never_scored()
    {
        var (acme, attempt) = await Begin();
        var run = await Run(acme, attempt, "passes 1 2", null);
        acme.Clock.Advance(TimeSpan.FromSeconds(1));
        var own = await Run(acme, attempt, "passes", "my input");
        await acme.RunQueue();

        var requests = acme.Runner.Requests.ToArray();
        Assert.Equal(["1", "2"], requests[0].Tests.Select(t => t.Id));
        Assert.Equal([new TestInput("1", "my input", null)], requests[1].Tests);
        Assert.All(requests, r => Assert.True(r.Interactive));
        Assert.Null((await acme.Read(run)).Points);
        Assert.Equal(Verdict.Accepted, (await acme.Read(own)).Verdict);
        Assert.Equal(0, (await acme.Read(attempt)).Questions[0].Submissions);
    }

    [Fact]
    public async Task A_job_delivered_twice_runs_once()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");

        await acme.Execute.Run(acme.System, id, Ct);
        Assert.Equal("execution-not-queued", (await acme.Execute.Run(acme.System, id, Ct)).Code());

        Assert.Single(acme.Runner.Requests);
        Assert.Equal(1, (await acme.Read(attempt)).Questions[0].Submissions);
    }

    [Fact]
    public async Task A_job_delivered_twice_at_once_runs_once()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        var gate = new TaskCompletionSource();
        acme.Runner.Gate = gate.Task;

        var jobs = Enumerable.Range(0, 6).Select(_ => Task.Run(() => acme.Execute.Run(acme.System, id, Ct), Ct)).ToList();
        for (var refused = 0; refused < 5; refused++)
        {
            var first = await Task.WhenAny(jobs);
            Assert.Equal("execution-not-queued", (await first).Code());
            jobs.Remove(first);
        }

        gate.SetResult();
        Assert.Equal(ExecutionState.Finished, (await jobs[0]).Value().State);
        Assert.Single(acme.Runner.Requests);
        Assert.Equal((4, 0), ((await acme.Read(attempt)).Points, (await acme.Read(attempt)).Outstanding));
    }

    [Theory]
    [InlineData(Trouble.DiesMidway)]
    [InlineData(Trouble.SystemError)]
    [InlineData(Trouble.EndsEarly)]
    public async Task A_worker_that_fails_midway_means_a_rerun(Trouble trouble)
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Then(trouble);

        await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));

        var queued = await acme.Read(id);
        Assert.Equal((ExecutionState.Queued, 1), (queued.State, queued.Starts));
        Assert.Empty(queued.Tests);
        Assert.Equal(Verdict.Accepted, (await acme.Execute.Run(acme.System, id, Ct)).Value().Verdict);
        Assert.Equal(4, (await acme.Read(attempt)).Points);
    }

    [Fact]
    public async Task After_three_failed_starts_it_is_our_error_and_the_attempt_is_scored_without_it()
    {
        var (acme, attempt) = await Begin();
        await acme.Submit(attempt, acme.Max, "passes 1");
        await acme.RunQueue();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        acme.Runner.Then(Trouble.DiesMidway, Trouble.SystemError, Trouble.EndsEarly);

        await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));
        await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));
        var failed = (await acme.Execute.Run(acme.System, id, Ct)).Value();

        Assert.Equal((ExecutionState.Failed, Verdict.SystemError, null, 3), (failed.State, failed.Verdict, failed.Points, failed.Starts));
        var scored = await acme.Read(attempt);
        Assert.Equal((AttemptState.Scored, 2, 20), (scored.State, scored.Points, scored.Percent));
        Assert.Equal([true, false], scored.Questions.Select(q => q.Ungraded));
    }

    [Fact]
    public async Task A_submission_lost_through_our_fault_can_be_submitted_again()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Then(Trouble.DiesMidway, Trouble.DiesMidway, Trouble.DiesMidway);
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));
        await acme.Execute.Run(acme.System, id, Ct);

        Assert.True((await acme.Submit(attempt, acme.Sum, "passes 1 2 3")).Value().IsNew);
        await acme.RunQueue();
        Assert.Equal(4, (await acme.Read(attempt)).Points);
    }

    [Fact]
    public async Task A_sandbox_that_does_not_answer_is_waited_for_without_counting()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Then([.. Enumerable.Repeat(Trouble.Unreachable, 10)]);

        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));
            Assert.Equal((ExecutionState.Queued, 0), ((await acme.Read(id)).State, (await acme.Read(id)).Starts));
        }

        Assert.Equal(4, (await acme.Execute.Run(acme.System, id, Ct)).Value().Points);
    }

    [Fact]
    public async Task A_program_that_does_not_compile_earns_nothing_and_says_why()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "does not compile");

        var done = (await acme.Execute.Run(acme.System, id, Ct)).Value();

        Assert.Equal((ExecutionState.Finished, Verdict.CompileError, 0), (done.State, done.Verdict, done.Points));
        Assert.Equal("line 1: not a program", done.Compile?.Output);
        Assert.False((await acme.Read(attempt)).Questions[0].Ungraded);
    }

    [Fact]
    public async Task The_page_hears_of_every_step_in_order_and_no_verdict_that_is_our_fault()
    {
        var (acme, attempt) = await Begin();
        acme.Runner.Then(Trouble.SystemError);
        var id = await Submit(acme, attempt, "passes 1 2 3");
        await Assert.ThrowsAsync<RunnerUnavailableException>(() => acme.Execute.Run(acme.System, id, Ct));
        await acme.Execute.Run(acme.System, id, Ct);

        var topic = LiveTopics.Attempt(attempt.Id);
        Assert.Equal(
            [ExecutionState.Running, ExecutionState.Queued, ExecutionState.Running, ExecutionState.Finished],
            acme.Live.Of<ExecutionMoved>(topic).Select(m => m.Execution.State));
        Assert.Equal(Verdict.Accepted, Assert.Single(acme.Live.Of<ExecutionCompiled>(topic)).Compile.Verdict);
        Assert.Equal([1, 2, 3], acme.Live.Of<TestRan>(topic).Select(t => t.Test.Number));
    }

    [Fact]
    public async Task What_a_dead_process_was_running_is_queued_again_at_start()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Gate = new TaskCompletionSource().Task;
        var dead = acme.ExecuteElsewhere().Run(acme.System, id, Ct);
        Assert.Equal(ExecutionState.Running, (await acme.Read(id)).State);
        acme.Runner.Gate = Task.CompletedTask;

        var queued = Assert.Single(await acme.Recover.Abandoned(Ct));

        Assert.Equal((Acme.Id, id, false), (queued.Company, queued.Id, queued.Interactive));
        Assert.Equal((ExecutionState.Queued, 0, 1), ((await acme.Read(id)).State, (await acme.Read(id)).Starts, (await acme.Read(id)).Losses));
        Assert.Equal(4, (await acme.Execute.Run(acme.System, id, Ct)).Value().Points);
        Assert.False(dead.IsCompleted);
    }

    [Fact]
    public async Task What_this_process_runs_is_left_alone_until_it_has_let_go_of_it()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Gate = new TaskCompletionSource().Task;
        using var end = new CancellationTokenSource();
        var running = acme.Execute.Run(acme.System, id, end.Token);

        Assert.Empty(await acme.Recover.Abandoned(Ct));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(ExecutionState.Running, (await acme.Read(id)).State);
        Assert.Equal(id, Assert.Single(await acme.Recover.Abandoned(Ct)).Id);
    }

    [Fact]
    public async Task What_another_living_process_runs_is_left_alone_until_it_is_gone()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        var other = ThisInstance.New(alone: false);
        var recover = new RecoverWork(acme.Documents, acme.Execute, new(acme.Documents, ThisInstance.New(alone: false), acme.Clock), acme.Clock);
        await new Instances(acme.Documents, other, acme.Clock).KeepAlive(Ct);
        acme.Runner.Gate = new TaskCompletionSource().Task;
        _ = acme.ExecuteElsewhere(other).Run(acme.System, id, Ct);

        Assert.Empty(await recover.Abandoned(Ct));
        acme.Clock.Advance(Instance.Lease);

        Assert.Equal(id, Assert.Single(await recover.Abandoned(Ct)).Id);
        Assert.Equal((ExecutionState.Queued, ""), ((await acme.Read(id)).State, (await acme.Read(id)).Owner));
    }

    [Fact]
    public async Task An_attempt_is_taken_for_forgotten_only_well_after_its_time_was_up()
    {
        var (acme, attempt) = await Begin();
        var late = TimeSpan.FromMinutes(2);
        acme.Clock.SetUtcNow(attempt.Deadline + Attempt.Grace + late - TimeSpan.FromTicks(1));

        Assert.Empty(await acme.Recover.Overdue(late, Ct));
        acme.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal([new OpenAttempt(Acme.Id, attempt.Id, attempt.Deadline)], await acme.Recover.Overdue(late, Ct));
    }

    [Fact]
    public async Task Only_what_has_waited_long_enough_is_taken_for_lost()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");

        Assert.Empty(await acme.Recover.Waiting(TimeSpan.FromMinutes(2), Ct));
        acme.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(id, Assert.Single(await acme.Recover.Waiting(TimeSpan.FromMinutes(2), Ct)).Id);
    }

    [Fact]
    public async Task A_process_that_ends_again_and_again_costs_no_verdict()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Gate = new TaskCompletionSource().Task;
        for (var loss = 1; loss < CodeExecution.MaxLosses; loss++)
        {
            _ = acme.ExecuteElsewhere().Run(acme.System, id, Ct);
            Assert.Equal(id, Assert.Single(await acme.Recover.Abandoned(Ct)).Id);
        }

        acme.Runner.Gate = Task.CompletedTask;

        Assert.Equal(4, (await acme.Execute.Run(acme.System, id, Ct)).Value().Points);
    }

    [Fact]
    public async Task Code_that_kills_the_process_each_time_is_given_up_in_the_end()
    {
        var (acme, attempt) = await Begin();
        var id = await Submit(acme, attempt, "passes 1 2 3");
        acme.Runner.Gate = new TaskCompletionSource().Task;
        for (var loss = 1; loss <= CodeExecution.MaxLosses; loss++)
        {
            _ = acme.ExecuteElsewhere().Run(acme.System, id, Ct);
            Assert.Equal(loss < CodeExecution.MaxLosses ? 1 : 0, (await acme.Recover.Abandoned(Ct)).Count);
        }

        Assert.Equal(ExecutionState.Failed, (await acme.Read(id)).State);
        Assert.Equal((0, true), ((await acme.Read(attempt)).Outstanding, (await acme.Read(attempt)).Questions[0].Ungraded));
    }

    [Fact]
    public async Task Open_attempts_are_found_again_at_start_to_be_closed_in_time()
    {
        var (acme, attempt) = await Begin();
        var closed = await acme.StartAttempt();
        await acme.Close.Run(Acme.Candidate(closed), closed.Id, CloseReason.Finished, Ct);

        Assert.Equal([new OpenAttempt(Acme.Id, attempt.Id, attempt.Deadline)], await acme.Recover.Attempts(Ct));
    }

    private static async Task<(Acme Acme, Attempt Attempt)> Begin()
    {
        var acme = await Acme.Open();
        return (acme, await acme.StartAttempt());
    }

    private static async Task<ExecutionId> Submit(Acme acme, Attempt attempt, string source) =>
        (await acme.Submit(attempt, acme.Sum, source)).Value().Execution.Id;

    private static async Task<ExecutionId> Run(Acme acme, Attempt attempt, string source, string? stdin) =>
        (await acme.Request.Run(Acme.Candidate(attempt), attempt.Id, Acme.Order(ExecutionKind.Run, acme.Sum, source, stdin), Ct)).Value().Execution.Id;
}
