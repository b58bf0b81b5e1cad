using System.Net;
using Xunit;

namespace EllaAI.Web.Tests.Access;

public sealed class SignInTests(EllaApp app)
{
    private readonly string _email = $"rita-{Guid.NewGuid():N}@acme.example";

    public static TheoryData<string> ElsewhereAddresses { get; } =
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "https://evil.example", "http:evil.example", "https:/evil.example",
        "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/%2Fevil.example", "%2F%2Fevil.example", "/%5Cevil.example",
        "/%09/evil.example", "evil.example", "//evil.example%2F@127.0.0.1", "/\u0085/evil.example", "~//evil.example", "",
    ];

    [Fact]
    public async Task The_right_password_signs_in_and_leads_where_one_wanted()
    {
        using var browser = await WithAccount();

        using var answer = await SignIn(browser, EllaApp.Password, "/assessments?page=2");

        Assert.Equal((HttpStatusCode.Redirect, "/assessments?page=2"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var session = browser.Cookies.GetAllCookies().Single(c => c.Name == "ella-session");
        Assert.True(session.HttpOnly);
    }

    [Fact]
    public async Task The_address_may_be_written_in_any_case_and_with_spaces_around()
    {
        using var browser = await WithAccount();

        using var answer = await browser.PostForm("/sign-in", ("email", $"  {_email.ToUpperInvariant()} "), ("password", EllaApp.Password));

        Assert.Equal("/home", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("wrong password of some length")]
    [InlineData("")]
    public async Task A_wrong_password_leads_back_and_says_so(string password)
    {
        using var browser = await WithAccount();

        using var answer = await SignIn(browser, password, "/assessments?page=2");

        Assert.Equal(
            $"/sign-in?returnUrl=%2Fassessments%3Fpage%3D2&email={_email}&problem=wrong", answer.Headers.Location?.ToString());
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), c => c.Name == "ella-session");
    }

    [Fact]
    public async Task An_unknown_address_is_answered_like_a_wrong_password()
    {
        using var browser = new Browser(app);

        using var answer = await browser.PostForm("/sign-in", ("email", "nobody@acme.example"), ("password", EllaApp.Password));

        Assert.EndsWith("&problem=wrong", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_even_the_right_one_has_to_wait()
    {
        using var browser = await WithAccount();
        for (var i = 0; i < 5; i++) (await SignIn(browser, "wrong password of some length", "")).Dispose();

        using var answer = await SignIn(browser, EllaApp.Password, "");

        Assert.EndsWith("&problem=wait", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ElsewhereAddresses))]
    public async Task Nobody_is_led_to_another_site(string elsewhere)
    {
        using var browser = await WithAccount();

        using var wrong = await SignIn(browser, "wrong password of some length", elsewhere);
        using var right = await SignIn(browser, EllaApp.Password, elsewhere);
        using var other = new Browser(app);
        using var left = await other.PostForm("/sign-out", ("returnUrl", elsewhere));

        foreach (var location in new[] { wrong, right, left }.Select(a => a.Headers.GetValues("Location").Single()))
        {
            // As a browser reads it: backslashes are slashes, tabs and line ends are not there.
            var read = location.Replace('\\', '/').Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
            Assert.Matches("^/([^/]|$)", read);
            Assert.Equal(app.Address.Authority, new Uri(app.Address, read).Authority);
        }
    }

    [Fact]
    public async Task A_form_that_is_not_ours_does_not_sign_in()
    {
        using var browser = await WithAccount();

        using var answer = await browser.PostJson("/sign-in", "{}", null);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), c => c.Name == "ella-session");
    }

    [Fact]
    public async Task A_form_of_a_page_from_before_signing_in_is_answered_with_a_page()
    {
        using var browser = await WithAccount();
        (await SignIn(browser, EllaApp.Password, "")).Dispose();

        using var answer = await SignIn(browser, EllaApp.Password, "");

        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<Browser> WithAccount()
    {
        await app.AddAccount(_email);
        return new Browser(app);
    }

    private Task<HttpResponseMessage> SignIn(Browser browser, string password, string returnUrl) =>
        browser.PostForm("/sign-in", ("email", _email), ("password", password), ("returnUrl", returnUrl));
}
