using System.Net;
using EllaAI.Core.Attempts;
using EllaAI.Web.Attempts;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Invitations;

/// <summary>A candidate's link, before and after the attempt.</summary>
public sealed class LinkTests(EllaApp app)
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
}
