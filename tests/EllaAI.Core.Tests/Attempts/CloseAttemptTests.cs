using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;
using static EllaAI.Core.Tests.Attempts.Page;

namespace EllaAI.Core.Tests.Attempts;

public sealed class CloseAttemptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finishing_submits_what_stands_in_the_editor()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1 2 3"));

        var closed = (await Finish(acme, attempt)).Value();

        Assert.Equal((AttemptState.Closed, CloseReason.Finished, 1), (closed.State, closed.Reason, closed.Outstanding));
        var final = Assert.Single(await Submissions(acme, attempt));
        Assert.Equal(("passes 1 2 3", true), (final.Source, final.Automatic));
        await acme.RunQueue();
        var scored = await acme.Read(attempt);
        Assert.Equal((AttemptState.Scored, 4, 40), (scored.State, scored.Points, scored.Percent));
    }

    [Fact]
    public async Task Typing_that_lands_while_the_attempt_closes_is_in_the_final_submission()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));
        acme.Documents.BeforeNextCommit(async () =>
            Assert.Equal(BatchStatus.Accepted, (await page.Send(Whole(acme.Sum, "passes 1 2 3"))).Value().Status));

        await Finish(acme, attempt);

        Assert.Equal("passes 1 2 3", Assert.Single(await Submissions(acme, attempt)).Source);
    }

    [Fact]
    public async Task A_batch_that_the_closing_overtakes_is_kept_as_late()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));
        acme.Documents.BeforeNextCommit(async () => (await Finish(acme, attempt)).Value());

        var late = (await page.Send(Whole(acme.Sum, "passes 1 2 3"))).Value();

        Assert.Equal(BatchStatus.Late, late.Status);
        Assert.Equal("passes 1", Assert.Single(await Submissions(acme, attempt)).Source);
    }

    [Fact]
    public async Task Whatever_was_accepted_is_submitted_however_closing_and_typing_race()
    {
        for (var round = 0; round < 20; round++)
        {
            var (acme, attempt, page) = await Begin();
            await page.Send(Whole(acme.Sum, "text 0"));
            var accepted = "text 0";
            var typing = Task.Run(
                async () =>
                {
                    for (var i = 1; i <= 30; i++)
                        if ((await page.Send(Whole(acme.Sum, $"text {i}"))).Value().Status == BatchStatus.Accepted) accepted = $"text {i}";
                },
                Ct);
            var closing = Task.Run(
                async () =>
                {
                    // Typing without a breath can win every time for a while: the page and the job then ask again.
                    while (!(await Finish(acme, attempt)).Ok(out _, out var problem)) Assert.Equal("conflict", problem.Code);
                },
                Ct);
            await Task.WhenAll(typing, closing);

            Assert.Equal(accepted, Assert.Single(await Submissions(acme, attempt)).Source);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("# begin in python\n")]
    [InlineData("\n# begin in python  ")]
    public async Task Nothing_and_the_starter_as_it_was_given_are_not_submitted(string text)
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, text));

        var closed = (await Finish(acme, attempt)).Value();

        Assert.Equal((AttemptState.Scored, 0), (closed.State, closed.Percent));
        Assert.Empty(await Submissions(acme, attempt));
    }

    [Fact]
    public async Task What_was_submitted_already_is_not_submitted_again()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1 2"));
        await acme.Submit(attempt, acme.Sum, "passes 1 2");

        await Finish(acme, attempt);

        Assert.False(Assert.Single(await Submissions(acme, attempt)).Automatic);
    }

    [Fact]
    public async Task Only_the_chosen_languages_text_is_submitted()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(new Snapshotted(1, acme.Sum.Id, "javascript", "js"), Whole(acme.Sum, "py"));

        await Finish(acme, attempt);

        Assert.Equal("py", Assert.Single(await Submissions(acme, attempt)).Source);
    }

    [Fact]
    public async Task Closing_twice_closes_once()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));
        var first = (await Finish(acme, attempt)).Value();
        acme.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = (await Finish(acme, attempt)).Value();

        Assert.Equal((first.ClosedAt, first.Outstanding), (second.ClosedAt, second.Outstanding));
        Assert.Single(await Submissions(acme, attempt));
        Assert.Single(acme.Events(), "ella.attempt-closed");
    }

    [Fact]
    public async Task Closing_many_times_at_once_closes_once()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));

        var closed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Finish(acme, attempt), Ct)));

        Assert.All(closed, c => Assert.Equal(AttemptState.Closed, c.Value().State));
        Assert.Single(await Submissions(acme, attempt));
        Assert.Single(acme.Events(), "ella.attempt-closed");
    }

    [Fact]
    public async Task The_end_of_time_closes_only_after_the_deadline_and_its_grace()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));

        acme.Clock.SetUtcNow(attempt.Deadline + Attempt.Grace);
        Assert.Equal(AttemptState.InProgress, (await acme.Close.Run(acme.System, attempt.Id, CloseReason.TimeUp, Ct)).Value().State);

        acme.Clock.Advance(TimeSpan.FromTicks(1));
        var closed = (await acme.Close.Run(acme.System, attempt.Id, CloseReason.TimeUp, Ct)).Value();
        Assert.Equal((AttemptState.Closed, CloseReason.TimeUp, attempt.Deadline), (closed.State, closed.Reason, closed.ClosedAt));
        Assert.Equal("passes 1", Assert.Single(await Submissions(acme, attempt)).Source);
    }

    [Fact]
    public async Task An_overdue_attempt_is_closed_by_the_first_look()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "passes 1"));
        acme.Clock.SetUtcNow(attempt.Deadline.AddDays(3));

        var seen = (await acme.Attempts.Run(Acme.As(Role.Viewer), attempt.Id, Ct)).Value();

        Assert.Equal((CloseReason.TimeUp, attempt.Deadline), (seen.Reason, seen.ClosedAt));
        Assert.Single(await Submissions(acme, attempt));
    }

    [Fact]
    public async Task Finishing_after_the_end_of_time_is_the_end_of_time()
    {
        var (acme, attempt, _) = await Begin();
        acme.Clock.SetUtcNow(attempt.Deadline.AddMinutes(5));

        Assert.Equal(CloseReason.TimeUp, (await Finish(acme, attempt)).Value().Reason);
    }

    private static async Task<(Acme Acme, Attempt Attempt, Page Page)> Begin()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        return (acme, attempt, await Open(acme, attempt));
    }

    private static Task<Result<Attempt>> Finish(Acme acme, Attempt attempt) =>
        acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);

    private static Task<List<CodeExecution>> Submissions(Acme acme, Attempt attempt) =>
        acme.Documents.Query<CodeExecution>(acme.System.Query(CodeExecution.OfSubject, attempt.Id.Value.ToString("N")), Ct).ToList(Ct);
}
