using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Two tabs of one browser, of which one was opened before the other signed in or out.</summary>
public sealed partial class StaleFormTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_from_before_the_sign_in_says_so_and_leads_back_to_its_page()
    {
        var email = await Somebody();
        using var browser = new Browser(app);
        var stale = await Token(browser, "/sign-in");
        using (var signedIn = await browser.SubmitFrom("/sign-in", "/sign-in", ("email", email), ("password", EllaApp.Password))) Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);

        using var second = await Post(browser, "/sign-in", stale, ("email", email), ("password", EllaApp.Password));

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        var html = await second.Content.ReadAsStringAsync(Ct);
        Assert.Contains("That page was out of date", html, StringComparison.Ordinal);
        Assert.DoesNotContain("There is no page here", html, StringComparison.Ordinal);
        Assert.Contains("""href="/sign-in">Open it again""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_in_a_second_tab_leads_to_the_start_page()
    {
        var email = await Somebody();
        using var browser = new Browser(app);
        using (var signedIn = await browser.SubmitFrom("/sign-in", "/sign-in", ("email", email), ("password", EllaApp.Password))) Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var stale = await Token(browser, "/account/security");
        using (var withoutToken = await Post(browser, "/sign-out", "")) Assert.Equal(HttpStatusCode.BadRequest, withoutToken.StatusCode);
        using (var still = await browser.Get("/account/security")) Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using (var first = await Post(browser, "/sign-out", stale)) Assert.Equal("/", first.Headers.Location?.ToString());
        using (var gone = await browser.Get("/account/security")) Assert.Equal("/sign-in?returnUrl=%2Faccount%2Fsecurity", gone.Headers.Location?.ToString());

        using var second = await Post(browser, "/sign-out", stale);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (second.StatusCode, second.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/account/password", "/home")]
    [InlineData("/account/devices/remove", "/home")]
    [InlineData("/switch-company", "/home")]
    [InlineData("/account/confirm", "/account/confirm")]
    public async Task A_form_that_is_sent_after_the_session_ended_leads_to_a_page_that_there_is(string path, string back)
    {
        using var browser = new Browser(app);

        using var led = await browser.PostForm(path, ("password", "x"));

        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(back)}", led.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Whatever_name_a_request_gives_the_site_it_is_led_on_within_the_site()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assessments?page=2");
        request.Headers.Host = "evil.example";

        using var led = await http.SendAsync(request, Ct);

        Assert.Equal("/sign-in?returnUrl=%2Fassessments%3Fpage%3D2", led.Headers.Location?.ToString());
    }

    private async Task<string> Somebody()
    {
        var email = $"rita-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email, role: Role.Recruiter);
        return email;
    }

    private static async Task<string> Token(Browser browser, string page)
    {
        using var shown = await browser.Get(page);
        return WebUtility.HtmlDecode(Hidden().Match(await shown.Content.ReadAsStringAsync(Ct)).Groups[1].Value);
    }

    private async Task<HttpResponseMessage> Post(Browser browser, string path, string token, params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]);
        return await http.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
