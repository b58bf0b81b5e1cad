using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Invitations;

public sealed class ExtraTimeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_invited_gets_the_companys_share_of_extra_time_and_the_deadline_has_it()
    {
        var acme = await Acme.Open();
        (await new SetDefaultExtraTime(acme.Documents, acme.Clock).Run(Acme.As(Role.Admin), 25, Ct)).Value();

        var attempt = await acme.StartAttempt();

        Assert.Equal(TimeSpan.FromMinutes(75), attempt.Deadline - attempt.StartedAt);
        // Their clock runs.
        var set = new SetExtraTime(acme.Documents, acme.Cache, acme.Clock);
        Assert.Equal("invitation-started", (await set.Run(Acme.As(Role.Recruiter), attempt.Invitation, 50, Ct)).Code());
    }

    [Fact]
    public async Task One_invitation_can_be_given_another_share_until_it_is_used()
    {
        var acme = await Acme.Open();
        var invited = (await acme.Invite.Run(Acme.As(Role.Recruiter), acme.Assessment.Id, "Ann Lee", "ann@example.com", Acme.Site, Ct)).Value();
        var set = new SetExtraTime(acme.Documents, acme.Cache, acme.Clock);

        (await set.Run(Acme.As(Role.Recruiter), invited.Invitation.Id, 300, Ct)).Value();
        Assert.Equal("invalid-extra-time", (await set.Run(Acme.As(Role.Recruiter), invited.Invitation.Id, 301, Ct)).Code());
        Assert.Equal("invalid-extra-time", (await set.Run(Acme.As(Role.Recruiter), invited.Invitation.Id, -1, Ct)).Code());

        var attempt = (await acme.Start.Run(invited.Link.Segments[^1], true, Acme.Browser, Ct)).Value();
        Assert.Equal(TimeSpan.FromHours(4), attempt.Deadline - attempt.StartedAt);
    }

    [Fact]
    public void A_share_never_comes_to_less_than_it_says() => Assert.Equal(TimeSpan.FromMinutes(47), ExtraTime.Of(45, 3));
}
