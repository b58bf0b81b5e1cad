using System.Text.Json;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Attempts;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Invitations;

/// <summary>An invitation is withdrawn, or gets another link.</summary>
public sealed class ManageInvitationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_withdrawn_link_is_dead_at_once_and_starts_nothing()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();

        var revoked = (await acme.Revoke.Run(acme.Recruiter, (await Invited(acme)).Id, Ct)).Value();

        Assert.Equal(acme.Clock.GetUtcNow(), revoked.RevokedAt);
        Assert.Equal("link-revoked", (await acme.OpenLink.Run(token, Ct)).Code());
        Assert.Equal("link-revoked", (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Code());
        Assert.Equal(("not started", "withdrawn"), Told(acme, AuditAction.InvitationRevoked));
    }

    [Fact]
    public async Task Withdrawn_in_the_middle_the_attempt_ends_and_its_work_is_kept_and_scored()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        var page = await Page.Open(acme, attempt);
        (await page.Send(Page.Whole(acme.Sum, "passes 1 2 3"))).Value();

        (await acme.Revoke.Run(acme.Recruiter, attempt.Invitation, Ct)).Value();
        await acme.RunQueue();

        var ended = await acme.Read(attempt);
        Assert.Equal((AttemptState.Scored, CloseReason.Withdrawn, 4), (ended.State, ended.Reason, ended.Points));
        Assert.Equal("attempt-closed", (await acme.Submit(attempt, acme.Max, "passes 1")).Code());
        Assert.Equal(BatchStatus.Late, (await page.Send(Page.Whole(acme.Sum, "later"))).Value().Status);
        Assert.Equal(("started", "withdrawn"), Told(acme, AuditAction.InvitationRevoked));
    }

    [Fact]
    public async Task Start_pressed_while_it_is_withdrawn_ends_too()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        acme.Documents.BeforeNextCommit(async () => await acme.Start.Run(token, consent: true, Acme.Browser, Ct));

        var revoked = (await acme.Revoke.Run(acme.Recruiter, (await Invited(acme)).Id, Ct)).Value();

        Assert.NotNull(revoked.RevokedAt);
        Assert.Equal(CloseReason.Withdrawn, (await acme.Documents.Get<Attempt>(acme.System.Key(Attempt.Collection, revoked.Attempt!.Value), Ct))!.Value.Reason);
    }

    [Fact]
    public async Task What_has_ended_is_neither_withdrawn_nor_sent_again()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        (await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();

        Assert.Equal("invitation-over", (await acme.Revoke.Run(acme.Recruiter, attempt.Invitation, Ct)).Code());
        Assert.Equal("invitation-over", (await acme.NewLink.Run(acme.Recruiter, attempt.Invitation, Acme.Site, Ct)).Code());
    }

    [Fact]
    public async Task A_new_link_opens_the_old_one_is_unknown_and_the_mail_says_so()
    {
        var acme = await Acme.Open();
        var old = await acme.InviteAnn();
        acme.Clock.Advance(TimeSpan.FromDays(20));

        var renewed = (await acme.NewLink.Run(acme.Recruiter, (await Invited(acme)).Id, Acme.Site, Ct)).Value();

        Assert.Equal("link-unknown", (await acme.OpenLink.Run(old, Ct)).Code());
        (await acme.OpenLink.Run(renewed.Link.Segments[^1], Ct)).Value();
        var mail = (await acme.Documents.Get<Mail>(acme.System.Key(Mail.Collection, renewed.Mail), Ct))!.Value;
        Assert.Contains(renewed.Link.ToString(), mail.Text, StringComparison.Ordinal);
        Assert.Contains("The earlier one no longer works.", mail.Text, StringComparison.Ordinal);
        Assert.Equal(("link", "new link"), Told(acme, AuditAction.InvitationRenewed));
    }

    [Fact]
    public async Task A_running_attempt_goes_on_behind_the_new_link()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();

        var renewed = (await acme.NewLink.Run(acme.Recruiter, attempt.Invitation, Acme.Site, Ct)).Value();

        Assert.Equal(attempt.Id, (await acme.OpenLink.Run(renewed.Link.Segments[^1], Ct)).Value().Attempt!.Id);
        (await acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, Ct)).Value();
    }

    [Fact]
    public async Task What_was_withdrawn_before_it_started_can_be_sent_again()
    {
        var acme = await Acme.Open();
        await acme.InviteAnn();
        var id = (await Invited(acme)).Id;
        (await acme.Revoke.Run(acme.Recruiter, id, Ct)).Value();

        var renewed = (await acme.NewLink.Run(acme.Recruiter, id, Acme.Site, Ct)).Value();

        Assert.Null((await acme.OpenLink.Run(renewed.Link.Segments[^1], Ct)).Value().Attempt);
    }

    [Fact]
    public async Task Who_was_invited_before_it_was_archived_gets_a_new_link_and_more_time_and_can_be_withdrawn()
    {
        var acme = await Acme.Open();
        var old = await acme.InviteAnn();
        var id = (await Invited(acme)).Id;
        await Archive(acme);

        (await new SetExtraTime(acme.Documents, acme.Cache, acme.Clock).Run(acme.Recruiter, id, 25, Ct)).Value();
        var renewed = (await acme.NewLink.Run(acme.Recruiter, id, Acme.Site, Ct)).Value().Link.Segments[^1];
        Assert.Equal("link-unknown", (await acme.OpenLink.Run(old, Ct)).Code());
        (await acme.OpenLink.Run(renewed, Ct)).Value();
        (await acme.Start.Run(renewed, consent: true, Acme.Browser, Ct)).Value();
        (await acme.NewLink.Run(acme.Recruiter, id, Acme.Site, Ct)).Value();

        Assert.Equal("assessment-archived", (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, "Bo Lin", "bo@example.com", Acme.Site, Ct)).Code());
        Assert.NotNull((await acme.Revoke.Run(acme.Recruiter, id, Ct)).Value().RevokedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_link_opens_nothing_again_that_was_over_when_its_assessment_is_archived(bool withdrawn)
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        var id = (await Invited(acme)).Id;
        if (withdrawn) (await acme.Revoke.Run(acme.Recruiter, id, Ct)).Value();
        else acme.Clock.Advance(Invitation.Open);
        await Archive(acme);

        Assert.Equal("assessment-archived", (await acme.NewLink.Run(acme.Recruiter, id, Acme.Site, Ct)).Code());
        Assert.Equal(withdrawn ? "link-revoked" : "link-expired", (await acme.OpenLink.Run(token, Ct)).Code());

        (await new ArchiveAssessment(acme.Documents, acme.Cache, acme.Clock).Restore(acme.Recruiter, acme.Assessment.Id, Ct)).Value();
        var renewed = (await acme.NewLink.Run(acme.Recruiter, id, Acme.Site, Ct)).Value();
        (await acme.OpenLink.Run(renewed.Link.Segments[^1], Ct)).Value();
    }

    private static async Task Archive(Acme acme) =>
        (await new ArchiveAssessment(acme.Documents, acme.Cache, acme.Clock).Run(acme.Recruiter, acme.Assessment.Id, Ct)).Value();

    private static async Task<Invitation> Invited(Acme acme) =>
        (await acme.Documents.Query<Invitation>(acme.System.Query(Invitation.OfAssessment, acme.Assessment.Id.Value.ToString("N")), Ct).ToList(Ct)).Single();

    private static (string Before, string After) Told(Acme acme, string action) => acme.Data.Events.Where(e => e.Name() == "ella.audited")
        .Select(e => e.Data.Deserialize<Audited>(DocumentJson.Options)!).Where(e => e.Action == action).Select(e => (e.Before, e.After)).Single();
}
