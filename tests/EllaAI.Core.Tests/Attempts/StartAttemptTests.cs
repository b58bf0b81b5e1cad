using EllaAI.Core.Attempts;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class StartAttemptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starting_sets_the_deadline_by_the_servers_clock()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        acme.Clock.Advance(TimeSpan.FromDays(1));

        var attempt = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();

        Assert.Equal(acme.Clock.GetUtcNow().AddMinutes(60), attempt.Deadline);
        Assert.Equal(("Ann Lee", 10, AttemptState.InProgress), (attempt.CandidateName, attempt.MaxPoints, attempt.State));
        Assert.Contains("ella.attempt-started", acme.Events());
    }

    [Fact]
    public async Task Without_consent_nothing_starts()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();

        Assert.Equal("consent-missing", (await acme.Start.Run(token, consent: false, Acme.Browser, Ct)).Code());
        Assert.DoesNotContain("ella.attempt-started", acme.Events());
        Assert.Null((await acme.OpenLink.Run(token, Ct)).Value().Attempt);
    }

    [Fact]
    public async Task Starting_again_leads_back_to_the_same_attempt_and_the_same_deadline()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        var first = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();
        acme.Clock.Advance(TimeSpan.FromMinutes(10));

        var second = (await acme.Start.Run(token, consent: false, Acme.Browser, Ct)).Value();

        Assert.Equal((first.Id, first.Deadline), (second.Id, second.Deadline));
    }

    [Fact]
    public async Task Two_clicks_at_once_start_one_attempt()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();
        Attempt? meanwhile = null;
        acme.Documents.BeforeNextCommit(async () => meanwhile = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value());

        var attempt = (await acme.Start.Run(token, consent: true, Acme.Browser, Ct)).Value();

        Assert.Equal(meanwhile!.Id, attempt.Id);
        Assert.Single(acme.Events(), "ella.attempt-started");
    }

    [Fact]
    public async Task Ten_clicks_on_ten_threads_start_one_attempt()
    {
        var acme = await Acme.Open();
        var token = await acme.InviteAnn();

        var started = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => acme.Start.Run(token, consent: true, Acme.Browser, Ct), Ct)));

        Assert.Single(started.Select(s => s.Value().Id).Distinct());
        Assert.Single(acme.Events(), "ella.attempt-started");
    }
}
