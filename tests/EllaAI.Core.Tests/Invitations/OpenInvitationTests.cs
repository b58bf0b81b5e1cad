using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Invitations;

public sealed class OpenInvitationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_shows_what_waits_behind_it_and_changes_nothing()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        var before = acme.Data.Documents.ToDictionary(d => d.Key, d => d.Value.Version);

        var opened = (await acme.OpenLink.Run(token, Ct)).Value();

        Assert.Equal(("Acme", "Ann Lee", "Backend", 60), (opened.Company.Name, opened.Invitation.Name, opened.Paper.Title, opened.Paper.DurationMinutes));
        Assert.Null(opened.Attempt);
        Assert.Equal(before, acme.Data.Documents.ToDictionary(d => d.Key, d => d.Value.Version));
    }

    [Fact]
    public async Task A_wrong_link_leads_nowhere()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        string[] wrong =
        [
            "", ".", "acme", "acme.", $"globex.{token[5..]}", token[..^1], token + "A", token.ToUpperInvariant(), $"platform.{token[5..]}",
            InvitationToken.New(new CompanyId("acme")).ToString(), "../../etc/passwd", $"a|b.{token[5..]}", new string('a', 100_000),
        ];

        foreach (var text in wrong)
        {
            Assert.Equal("link-unknown", (await acme.OpenLink.Run(text, Ct)).Code());
            Assert.Equal("link-unknown", (await acme.Start.Run(text, consent: true, Acme.Browser, Ct)).Code());
        }
    }

    [Fact]
    public async Task A_link_that_was_not_used_expires()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();

        acme.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));
        Assert.True((await acme.OpenLink.Run(token, Ct)).Ok(out _, out _));

        acme.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("link-expired", (await acme.OpenLink.Run(token, Ct)).Code());
        Assert.Equal("link-expired", (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Code());
    }

    [Fact]
    public async Task A_link_that_was_used_leads_back_to_its_attempt_even_after_its_day()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        var attempt = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();
        acme.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(attempt.Id, (await acme.OpenLink.Run(token, Ct)).Value().Attempt?.Id);
    }

    [Fact]
    public async Task A_used_up_link_does_not_start_anew()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        var attempt = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();
        await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);

        var again = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();

        Assert.Equal(attempt.Id, again.Id);
        Assert.NotEqual(AttemptState.InProgress, again.State);
    }
}
