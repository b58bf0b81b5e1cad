using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Tests;
using EllaAI.Web.Attempts;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Invitations;

/// <summary>A candidate's link, before and after the attempt.</summary>
public sealed partial class LinkTests(EllaApp app)
{
    [Theory]
    [InlineData("nothing")]
    [InlineData("acme.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("..%2F..%2Fsign-in")]
    public async Task A_wrong_link_is_not_found(string token)
    {
        using var browser = new Browser(app);

        using var answer = await browser.Get($"/take/{token}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("link-unknown", await Practice(browser, token, Csrf(token)).Problem(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Without_consent_nothing_starts_and_the_link_says_why()
    {
        using var browser = new Browser(app);
        var token = await app.Invite();

        using var answer = await browser.PostForm($"/take/{token}/start");

        Assert.Equal($"/take/{token}?problem=consent-missing", answer.Headers.Location?.ToString());
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), c => c.Name.StartsWith("ella-attempt-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_opened_in_another_browser_asks_and_changes_nothing()
    {
        using var first = new Browser(app);
        using var second = new Browser(app);
        var token = await app.Invite();
        using var started = await first.PostForm($"/take/{token}/start", ("consent", "true"));
        var path = started.Headers.Location!.ToString();

        using var asked = await second.Get($"/take/{token}");

        Assert.Contains("Continue on this device?", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(second.Cookies.GetAllCookies(), c => c.Name.Contains("ella-attempt-", StringComparison.Ordinal));
        Assert.Equal(path, (await first.Get($"/take/{token}")).Headers.Location!.AbsolutePath);
        using var workspace = await first.Get(path);
        Assert.Contains("workspace-data", await workspace.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var stranger = await second.Get(path);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_withdrawn_replaced_or_never_was_tells_nothing_but_that()
    {
        using var browser = new Browser(app);
        var (withdrawn, replaced) = (await app.Invite(), await app.Invite());
        var ct = TestContext.Current.CancellationToken;
        var open = app.Services.GetRequiredService<OpenInvitation>();
        var ids = new[] { (await open.Run(withdrawn, ct)).Value(), (await open.Run(replaced, ct)).Value() };
        (await app.Services.GetRequiredService<RevokeInvitation>().Run(app.Recruiter, ids[0].Invitation.Id, ct)).Value();
        (await app.Services.GetRequiredService<SendNewLink>().Run(app.Recruiter, ids[1].Invitation.Id, app.Address, ct)).Value();

        var pages = new List<string>();
        foreach (var (token, status) in new[] { (withdrawn, HttpStatusCode.Gone), (replaced, HttpStatusCode.NotFound), (InvitationToken.New(new("acme")).ToString(), HttpStatusCode.NotFound) })
        {
            using var answer = await browser.Get($"/take/{token}");
            Assert.Equal(status, answer.StatusCode);
            // Without what is another on each page: the link itself, and protected state.
            var page = (await answer.Content.ReadAsStringAsync(ct)).Replace(token, "TOKEN", StringComparison.Ordinal);
            pages.Add(Changing().Replace(page, "…"));
        }

        Assert.Contains("This invitation was withdrawn", pages[0], StringComparison.Ordinal);
        Assert.Equal(pages[1], pages[2]);
        Assert.All(pages, p => Assert.False(p.Contains("Ann", StringComparison.Ordinal) || p.Contains("Backend", StringComparison.Ordinal) || p.Contains("Acme", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/take")]
    [InlineData("/join")]
    public async Task Trying_links_is_limited(string page)
    {
        await using var own = new EllaApp();
        own.Settings["Limits:Address"] = "20";
        await own.InitializeAsync();
        using var browser = new Browser(own);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
        {
            using var answer = await browser.Get($"{page}/{InvitationToken.New(new("acme"))}");
            statuses.Add(answer.StatusCode);
        }

        // Twenty in each minute; the minute may change once on the way.
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], statuses.Distinct().Order());
        Assert.InRange(statuses.Count(s => s == HttpStatusCode.NotFound), 1, 40);
    }

    [Fact]
    public async Task A_link_that_is_used_up_is_gone()
    {
        using var browser = new Browser(app);
        var token = await app.Invite();
        using var started = await browser.PostForm($"/take/{token}/start", ("consent", "true"));
        var attempt = new AttemptId(Guid.Parse(started.Headers.Location!.ToString()["/attempts/".Length..]));
        await browser.PostJson($"{started.Headers.Location}/finish", "{}", Csrf(attempt.Value.ToString("N"))).Json();

        using var answer = await browser.Get($"/take/{token}");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("link-used", await Practice(browser, token, Csrf(token)).Problem(HttpStatusCode.Gone));
    }

    [Fact]
    public async Task Practice_is_for_our_own_page_and_shown_to_nobody_else()
    {
        using var browser = new Browser(app);
        var (token, other) = (await app.Invite(), await app.Invite());

        Assert.Equal("session-gone", await Practice(browser, token, null).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("session-gone", await Practice(browser, token, Csrf(other)).Problem(HttpStatusCode.Forbidden));
        var asked = await Practice(browser, token, Csrf(token)).Json(HttpStatusCode.Accepted);

        Assert.Equal("run", asked.Text("kind"));
        Assert.Equal(asked.Text("id"), (await browser.Get($"/practice/{token}/executions/{asked.Text("id")}").Json()).Text("id"));
        Assert.Equal("not-found", await browser.Get($"/practice/{other}/executions/{asked.Text("id")}").Problem(HttpStatusCode.NotFound));
    }

    private static Task<HttpResponseMessage> Practice(Browser browser, string token, string? csrf) => browser.PostJson(
        $"/practice/{token}/executions", new { key = Guid.NewGuid(), kind = "submit", question = Guid.NewGuid().ToString("N"), language = "python", source = "passes 1" }, csrf);

    private string Csrf(string subject) => app.Services.GetRequiredService<CandidateSessions>().CsrfToken(subject);

    [GeneratedRegex("<!--Blazor.*?-->|nonce=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
