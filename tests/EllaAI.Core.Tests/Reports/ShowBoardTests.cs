using EllaAI.Core.Attempts;
using EllaAI.Core.Reports;
using EllaAI.Core.Tests.Attempts;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Reports;

public sealed class ShowBoardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_counts_people_by_how_far_they_are()
    {
        var acme = await Acme.Open();
        await acme.InviteAnn();
        await acme.StartAttempt();
        foreach (var source in new[] { "passes 2", "passes 3", "passes 2 3" })
        {
            var attempt = await acme.StartAttempt();
            await acme.Submit(attempt, acme.Sum, source);
            await acme.RunQueue();
            await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        }

        var board = (await new ShowBoard(acme.Documents, acme.Cache).Run(acme.Recruiter, acme.Assessment.Id, "", Ct)).Value();

        Assert.Equal((5, 4, 3), (board.Counts.Invited, board.Counts.Started, board.Counts.Finished));
        Assert.Equal([10, 30, 40], board.Counts.Scores);
        Assert.Equal(30, board.Counts.Median);
        Assert.Equal(5, board.Rows.Items.Count);
        Assert.Single(board.Rows.Items, r => r.Attempt is null);
    }

    [Fact]
    public async Task The_board_pages_with_the_newest_invitation_first()
    {
        var acme = await Acme.Open();
        for (var i = 0; i < 60; i++)
        {
            acme.Clock.Advance(TimeSpan.FromSeconds(1));
            await acme.InviteAnn();
        }

        var board = new ShowBoard(acme.Documents, acme.Cache);
        var first = (await board.Run(acme.Recruiter, acme.Assessment.Id, "", Ct)).Value().Rows;
        var second = (await board.Run(acme.Recruiter, acme.Assessment.Id, first.Next, Ct)).Value().Rows;

        Assert.Equal((50, 10, ""), (first.Items.Count, second.Items.Count, second.Next));
        var sent = first.Items.Concat(second.Items).Select(r => r.Invitation.SentAt).ToArray();
        Assert.Equal(sent.OrderDescending(), sent);
    }

    [Fact]
    public async Task A_result_shows_the_draft_and_the_submissions_of_each_question()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var page = await Page.Open(acme, attempt);
        await page.Send(Page.Whole(acme.Sum, "in the editor"));
        await acme.Submit(attempt, acme.Sum, "passes 2");
        await acme.RunQueue();

        var result = (await new ShowResult(acme.Documents, acme.Attempts, acme.Shown, acme.Executions).Run(acme.Recruiter, attempt.Id, Ct)).Value();

        Assert.Equal([acme.Sum.Id, acme.Max.Id], result.Questions.Select(q => q.Question.Id));
        Assert.Equal(("in the editor", 1), (result.Questions[0].Draft?.Text, result.Questions[0].Progress.Points));
        Assert.Single(result.Questions[0].Submissions);
        Assert.Null(result.Questions[1].Draft);
    }
}
