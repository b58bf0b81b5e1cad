using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Companies;

public sealed class CompanyRegionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UTC", "en-GB", "4 September 2026, 15:07 UTC")]
    [InlineData("Europe/Berlin", "en-GB", "4 September 2026, 17:07 (Europe/Berlin, UTC+2)")]
    [InlineData("America/New_York", "en-US", "September 4, 2026, 11:07 AM (America/New_York, UTC-4)")]
    [InlineData("Asia/Kolkata", "en-IN", "4 September 2026, 8:37 pm (Asia/Kolkata, UTC+5:30)")]
    [InlineData("America/Toronto", "en-CA", "September 4, 2026, 11:07 a.m. (America/Toronto, UTC-4)")]
    [InlineData("Pacific/Auckland", "en-NZ", "5 September 2026, 3:07 am (Pacific/Auckland, UTC+12)")]
    [InlineData("Gone/Nowhere", "xx", "4 September 2026, 15:07 UTC")]
    public void A_time_is_written_as_where_the_company_is(string zone, string locale, string written) =>
        Assert.Equal(written, new CompanyRegion(zone, locale).Write(new(2026, 9, 4, 15, 7, 0, TimeSpan.Zero)));

    [Fact]
    public void Summer_and_winter_have_their_own_offset()
    {
        var berlin = new CompanyRegion("Europe/Berlin");
        Assert.EndsWith("13:00 (Europe/Berlin, UTC+1)", berlin.Write(new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero)), StringComparison.Ordinal);
        Assert.EndsWith("14:00 (Europe/Berlin, UTC+2)", berlin.Write(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_of_the_company_tell_its_own_time()
    {
        var acme = await Acme.Open();
        var regions = new SetCompanyRegion(acme.Documents, acme.Clock);
        (await regions.Run(Acme.As(Role.Admin), " america/new_york ", "en-US", Ct)).Value();

        var invited = (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, "Ann", "ann@example.com", Acme.Site, Ct)).Value();
        var member = (await new InviteMember(acme.Documents, acme.Clock).Run(Acme.As(Role.Admin), "bo@example.com", Role.Viewer, Acme.Site, Ct)).Value();

        var expected = new CompanyRegion("America/New_York", "en-US");
        foreach (var (id, until) in new[] { (invited.Mail, invited.Invitation.ExpiresAt), (member.Mail, member.Invitation.ExpiresAt) })
        {
            var text = (await acme.Documents.Get<Mail>(acme.System.Key(Mail.Collection, id), Ct))!.Value.Text;
            Assert.Contains($"opens until {expected.Write(until)}.", text, StringComparison.Ordinal);
            Assert.Contains("(America/New_York, UTC-", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "en-GB", "invalid-time-zone")]
    [InlineData("Mars/Olympus", "en-GB", "invalid-time-zone")]
    [InlineData("../../etc/passwd", "en-GB", "invalid-time-zone")]
    [InlineData("CEST", "en-GB", "invalid-time-zone")]
    [InlineData("Europe/Berlin", "", "invalid-locale")]
    [InlineData("Europe/Berlin", "de-DE", "invalid-locale")]
    public async Task What_is_in_no_list_is_refused_and_changes_nothing(string zone, string locale, string code)
    {
        var acme = await Acme.Open();
        var regions = new SetCompanyRegion(acme.Documents, acme.Clock);

        Assert.Equal(code, (await regions.Run(Acme.As(Role.Admin), zone, locale, Ct)).Code());
        Assert.Equal(new CompanyRegion(), (await acme.Documents.Get<Company>(Company.Key(acme.System), Ct))!.Value.Region);
    }

    [Fact]
    public async Task Only_whoever_runs_the_company_says_where_it_is_and_the_log_tells()
    {
        var acme = await Acme.Open();
        var regions = new SetCompanyRegion(acme.Documents, acme.Clock);

        Assert.Equal("forbidden", (await regions.Run(acme.Recruiter, "Europe/Berlin", "en-GB", Ct)).Code());
        var before = acme.Data.Events.Count;
        (await regions.Run(Acme.As(Role.Owner), "Europe/Berlin", "en-DE", Ct)).Value();
        (await regions.Run(Acme.As(Role.Owner), "Europe/Berlin", "en-DE", Ct)).Value();

        var audited = Assert.Single(acme.Data.Events.Skip(before));
        Assert.Contains("Europe/Berlin, en-DE", audited.Data.ToString(), StringComparison.Ordinal);
    }
}
