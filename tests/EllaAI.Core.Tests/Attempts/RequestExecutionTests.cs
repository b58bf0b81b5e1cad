using EllaAI.Core.Attempts;
using EllaAI.Core.Questions;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class RequestExecutionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_is_queued_with_its_event()
    {
        var (acme, attempt) = await Begin();

        var requested = (await acme.Submit(attempt, acme.Sum, "passes 1 2")).Value();

        Assert.True(requested.IsNew);
        Assert.Equal(ExecutionState.Queued, (await acme.Read(requested.Execution.Id)).State);
        Assert.Equal(1, (await acme.Read(attempt)).Outstanding);
        Assert.Single(acme.Events(), "ella.execution-requested");
    }

    [Fact]
    public async Task The_same_click_sent_twice_is_one_execution()
    {
        var (acme, attempt) = await Begin();
        var order = Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1");

        var first = (await Request(acme, attempt, order)).Value();
        var second = (await Request(acme, attempt, order)).Value();

        Assert.Equal((first.Execution.Id, true, false), (second.Execution.Id, first.IsNew, second.IsNew));
        Assert.Equal(1, (await acme.Read(attempt)).Outstanding);
    }

    [Fact]
    public async Task The_same_click_sent_many_times_at_once_is_one_execution()
    {
        var (acme, attempt) = await Begin();
        var order = Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1");

        var requested = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Request(acme, attempt, order), Ct)));

        Assert.Single(requested, r => r.Value().IsNew);
        Assert.Equal(1, (await acme.Read(attempt)).Outstanding);
        Assert.Single(acme.Events(), "ella.execution-requested");
    }

    [Fact]
    public async Task A_double_click_on_submit_counts_once_although_each_click_has_its_key()
    {
        var (acme, attempt) = await Begin();

        var first = (await acme.Submit(attempt, acme.Sum, "passes 1 2")).Value();
        var second = (await acme.Submit(attempt, acme.Sum, "passes 1 2")).Value();
        await acme.RunQueue();
        var third = (await acme.Submit(attempt, acme.Sum, "passes 1 2")).Value();

        Assert.Equal([first.Execution.Id, first.Execution.Id], [second.Execution.Id, third.Execution.Id]);
        Assert.Equal(1, (await acme.Read(attempt)).Questions[0].Submissions);
    }

    [Fact]
    public async Task Two_clicks_on_submit_at_the_same_moment_count_once()
    {
        var (acme, attempt) = await Begin();
        acme.Documents.BeforeNextCommit(async () => (await acme.Submit(attempt, acme.Sum, "passes 1")).Value());

        var second = (await acme.Submit(attempt, acme.Sum, "passes 1")).Value();

        Assert.False(second.IsNew);
        Assert.Equal(1, (await acme.Read(attempt)).Outstanding);
    }

    [Fact]
    public async Task Another_text_is_another_submission()
    {
        var (acme, attempt) = await Begin();

        await acme.Submit(attempt, acme.Sum, "passes 1");

        Assert.True((await acme.Submit(attempt, acme.Sum, "passes 1 2")).Value().IsNew);
        Assert.Equal(2, (await acme.Read(attempt)).Outstanding);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\t ")]
    [InlineData(null)]
    public async Task An_empty_answer_is_refused(string? source)
    {
        var (acme, attempt) = await Begin();

        Assert.Equal("empty-source", (await acme.Submit(attempt, acme.Sum, source!)).Code());
        Assert.Equal(0, (await acme.Read(attempt)).Outstanding);
    }

    [Fact]
    public async Task Too_much_code_or_input_is_refused()
    {
        var (acme, attempt) = await Begin();

        Assert.Equal("too-large", (await acme.Submit(attempt, acme.Sum, new string('x', 64 * 1024 + 1))).Code());
        Assert.Equal("too-large", (await Request(acme, attempt, Acme.Order(ExecutionKind.Run, acme.Sum, "x", new string('1', 64 * 1024 + 1)))).Code());
        Assert.True((await acme.Submit(attempt, acme.Sum, new string('x', 64 * 1024))).Value().IsNew);
    }

    [Fact]
    public async Task A_submission_with_own_input_is_refused()
    {
        var (acme, attempt) = await Begin();

        Assert.Equal("invalid-stdin", (await Request(acme, attempt, Acme.Order(ExecutionKind.Submit, acme.Sum, "x", "1 2"))).Code());
    }

    [Fact]
    public async Task After_the_deadline_and_its_grace_a_submission_is_refused()
    {
        var (acme, attempt) = await Begin();
        acme.Clock.SetUtcNow(attempt.Deadline + Attempt.Grace);
        Assert.True((await acme.Submit(attempt, acme.Sum, "in time")).Ok(out _, out _));

        acme.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("attempt-closed", (await acme.Submit(attempt, acme.Sum, "too late")).Code());
    }

    [Fact]
    public async Task A_click_repeated_after_the_deadline_still_finds_its_execution()
    {
        var (acme, attempt) = await Begin();
        var order = Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1");
        var first = (await Request(acme, attempt, order)).Value();
        acme.Clock.SetUtcNow(attempt.Deadline.AddHours(1));

        Assert.Equal(first.Execution.Id, (await Request(acme, attempt, order)).Value().Execution.Id);
    }

    [Fact]
    public async Task A_submission_beside_the_closing_of_the_attempt_is_refused()
    {
        var (acme, attempt) = await Begin();
        acme.Documents.BeforeNextCommit(async () => await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct));

        Assert.Equal("attempt-closed", (await acme.Submit(attempt, acme.Sum, "slips in")).Code());
        Assert.Equal((AttemptState.Scored, 0), ((await acme.Read(attempt)).State, (await acme.Read(attempt)).Outstanding));
    }

    [Fact]
    public async Task Two_unfinished_executions_are_enough()
    {
        var (acme, attempt) = await Begin();
        await Request(acme, attempt, Acme.Order(ExecutionKind.Run, acme.Sum, "a"));
        await acme.Submit(attempt, acme.Sum, "b");

        Assert.Equal("busy", (await acme.Submit(attempt, acme.Sum, "c")).Code());

        await acme.RunQueue();
        Assert.True((await acme.Submit(attempt, acme.Sum, "c")).Value().IsNew);
    }

    [Fact]
    public async Task A_language_that_is_not_offered_is_refused()
    {
        var (acme, attempt) = await Begin();
        var order = Acme.Order(ExecutionKind.Run, acme.Sum, "x");

        Assert.Equal("language-unavailable", (await Request(acme, attempt, order with { Language = "cobol" })).Code());
        Assert.Equal("empty-source", (await Request(acme, attempt, order with { Language = null! })).Code());
    }

    [Fact]
    public async Task A_question_that_is_not_in_the_paper_is_not_found()
    {
        var (acme, attempt) = await Begin();
        var foreign = (await acme.SaveQuestion.Run(acme.Recruiter, acme.Questioned("Foreign", Acme.Case(1, true, 1)), 0, Ct)).Value().Value;

        Assert.Equal("not-found", (await acme.Submit(attempt, foreign, "passes 1")).Code());
    }

    [Fact]
    public async Task A_key_that_another_attempt_used_shows_nothing_of_it()
    {
        var (acme, attempt) = await Begin();
        var theirs = await acme.StartAttempt();
        var order = Acme.Order(ExecutionKind.Submit, acme.Sum, "their code");
        await Request(acme, theirs, order);

        var stolen = await Request(acme, attempt, order with { Source = "mine" });

        Assert.Equal("conflict", stolen.Code());
        Assert.Equal("their code", (await acme.Read(order.Key)).Source);
        Assert.Equal("not-found", (await acme.Executions.One(Acme.Candidate(attempt), attempt.Id, order.Key, Ct)).Code());
    }

    [Fact]
    public async Task Practice_runs_the_sample_question_and_never_scores()
    {
        var acme = await Acme.Open();
        var opened = (await acme.OpenLink.Run(await acme.InviteAnn(), Ct)).Value();

        var requested = (await acme.Request.Practice(opened, Acme.Order(ExecutionKind.Submit, acme.Sum, "passes 1 2"), Ct)).Value();
        await acme.RunQueue();

        var done = await acme.Read(requested.Execution.Id);
        Assert.Equal((ExecutionKind.Run, acme.Practice.Question.Id, ExecutionState.Finished, null), (done.Kind, done.Question, done.State, done.Points));
        var subject = opened.Invitation.Id.Value.ToString("N");
        Assert.Equal(done.Id, (await acme.Executions.Practice(acme.System, subject, done.Id, Ct)).Value().Execution.Id);
        Assert.Equal("not-found", (await acme.Executions.Practice(acme.System, "another", done.Id, Ct)).Code());
    }

    [Fact]
    public async Task Practice_has_its_limits_too()
    {
        var acme = await Acme.Open();
        var opened = (await acme.OpenLink.Run(await acme.InviteAnn(), Ct)).Value();

        Assert.Equal("empty-source", (await Practice("")).Code());
        Assert.Equal("language-unavailable", (await Practice("x", "cobol")).Code());
        await Practice("a");
        await Practice("b");
        Assert.Equal("busy", (await Practice("c")).Code());

        Task<Result<RequestedExecution>> Practice(string source, string language = "python") =>
            acme.Request.Practice(opened, Acme.Order(ExecutionKind.Run, acme.Sum, source) with { Language = language }, Ct);
    }

    private static async Task<(Acme Acme, Attempt Attempt)> Begin()
    {
        var acme = await Acme.Open();
        return (acme, await acme.StartAttempt());
    }

    private static Task<Result<RequestedExecution>> Request(Acme acme, Attempt attempt, ExecutionOrder order) =>
        acme.Request.Run(Acme.Candidate(attempt), attempt.Id, order, Ct);
}
