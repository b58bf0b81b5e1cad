using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Core.Tests;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>An authenticator app, recovery codes and devices that are not asked again.</summary>
[Collection("accounts")]
public sealed partial class SecondStepTests(AccountApp accounts)
{
    private const string Security = "/account/security";
    private const string SetUp = "/account/authenticator";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_an_app_is_set_up_its_code_is_asked_for_after_the_password()
    {
        var rita = await WithApp();
        Assert.DoesNotContain(Base32Encoding.ToString(rita.Secret), $"{await accounts.Account(rita.Email)}", StringComparison.Ordinal);
        using var browser = new Browser(accounts.App);

        using var first = await AccountApp.SignIn(browser, rita.Email, returnUrl: "/assessments?page=2");
        Assert.Equal("/sign-in/code?returnUrl=%2Fassessments%3Fpage%3D2", first.Headers.Location!.ToString());
        Assert.False(AccountApp.IsSignedIn(browser));
        using var second = await browser.SubmitFrom(first.Headers.Location!.ToString(), "/sign-in/code", ("code", rita.Code()));

        Assert.Equal("/assessments?page=2", second.Headers.Location!.ToString());
        Assert.True(AccountApp.IsSignedIn(browser));
    }

    [Fact]
    public async Task Set_up_in_two_windows_the_second_says_that_it_is_on_and_shows_nothing_to_scan()
    {
        var email = await accounts.AddRita();
        using var browser = await accounts.SignedIn(email);
        var account = (await accounts.Account(email)).Id;
        var second = await Text(browser, SetUp);
        var scanned = Scanned().Match(second).Groups[1].Value;
        var rita = await SwitchOn(email, browser);
        var on = (await accounts.Account(email)).Authenticator;

        using var answer = await browser.PostFormAs(account, SetUp, ("code", rita.Code()), ("scanned", scanned));

        Assert.Equal("/account/security?said=authenticator-on", answer.Headers.Location!.ToString());
        Assert.Contains("is on already", await Text(browser, answer.Headers.Location.ToString()), StringComparison.Ordinal);
        Assert.Equal(on, (await accounts.Account(email)).Authenticator);
        // One that was never turned on is another matter: what was scanned is of no use.
        using var late = await browser.PostFormAs(account, SetUp, ("code", rita.Code()), ("scanned", new string('0', scanned.Length)));
        Assert.Equal("/account/authenticator?problem=set-up-over", late.Headers.Location!.ToString());
        var again = await Text(browser, late.Headers.Location.ToString());
        Assert.Contains("nothing was turned on", again, StringComparison.Ordinal);
        Assert.Contains("takes the place of the one that you have", again, StringComparison.Ordinal);
        Assert.DoesNotContain("takes the place", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once_even_when_it_is_shown_twice_at_the_same_moment()
    {
        var rita = await WithApp();
        Browser[] browsers = [await PasswordShown(rita.Email), await PasswordShown(rita.Email)];
        var code = rita.Code();

        var answers = await Task.WhenAll(browsers.Select(b => b.PostForm("/sign-in/code", ("code", code))));

        Assert.Single(browsers, AccountApp.IsSignedIn);
        Assert.Single(answers, a => a.Headers.Location!.ToString().EndsWith("problem=code", StringComparison.Ordinal));
        using var later = await PasswordShown(rita.Email);
        (await later.PostForm("/sign-in/code", ("code", code))).Dispose();
        Assert.False(AccountApp.IsSignedIn(later));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_one_step_ahead_or_behind(int steps, bool accepted)
    {
        var rita = await WithApp();
        accounts.Clock.Advance(TimeSpan.FromMinutes(5));
        using var browser = await PasswordShown(rita.Email);

        // In the middle of a step, so that the time this takes moves none.
        accounts.Clock.Advance(TimeSpan.FromSeconds(45 - accounts.Clock.GetUtcNow().ToUnixTimeSeconds() % 30));
        (await browser.PostForm("/sign-in/code", ("code", rita.Code(steps)))).Dispose();

        Assert.Equal(accepted, AccountApp.IsSignedIn(browser));
    }

    [Fact]
    public async Task After_five_wrong_codes_even_the_right_one_has_to_wait()
    {
        var rita = await WithApp();
        using var browser = await PasswordShown(rita.Email);
        foreach (var wrong in new[] { "000000", "", "12345", new string('1', 10_000), "abcd-efgh-jkmn-pqrs" })
        {
            using var refused = await browser.PostForm("/sign-in/code", ("code", wrong));
            Assert.EndsWith("problem=code", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        using var early = await browser.PostForm("/sign-in/code", ("code", rita.Code()));
        Assert.Matches("problem=wait&wait=\\d+$", early.Headers.Location!.ToString());
        accounts.Clock.Advance(TimeSpan.FromSeconds(60));
        (await browser.PostForm("/sign-in/code", ("code", rita.Code()))).Dispose();

        Assert.True(AccountApp.IsSignedIn(browser));
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed_and_new_ones_end_the_old()
    {
        var rita = await WithApp();
        using var browser = await PasswordShown(rita.Email);

        using var used = await browser.PostForm("/sign-in/code", ("code", $" {rita.Recovery[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)} "), ("recovery", "true"));

        Assert.Equal("/account/security?said=recovery-used", used.Headers.Location!.ToString());
        Assert.Contains("9 codes left", await Text(browser, Security), StringComparison.Ordinal);
        Assert.Equal((false, true), (await Opens(rita.Email, rita.Recovery[0]), await Opens(rita.Email, rita.Recovery[1])));
        (await browser.SubmitFrom(Security, "/account/recovery-codes")).Dispose();
        var renewed = Codes(await Text(browser, "/account/recovery-codes"));
        Assert.Equal(RecoveryCodes.Count, renewed.Length);
        Assert.Equal((false, true), (await Opens(rita.Email, rita.Recovery[2]), await Opens(rita.Email, renewed[2])));
        Assert.Empty(Codes(await Text(browser, "/account/recovery-codes")));
    }

    [Fact]
    public async Task A_device_is_not_asked_again_for_thirty_days_or_until_it_is_taken_back()
    {
        var rita = await WithApp();
        using var device = await PasswordShown(rita.Email);
        (await device.SubmitFrom("/sign-in/code", "/sign-in/code", ("code", rita.Code()), ("remember", "true"))).Dispose();
        Assert.True(await SignsInAlone(device, rita.Email));
        using var copy = new Browser(accounts.App);
        Assert.False(await SignsInAlone(copy, rita.Email));

        accounts.Clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await SignsInAlone(device, rita.Email));
        using var removed = await device.SubmitFrom(Security, "/account/devices/remove");
        Assert.Equal("/account/security?said=device", removed.Headers.Location!.ToString());
        Assert.False(await SignsInAlone(device, rita.Email));

        accounts.Clock.Advance(TimeSpan.FromMinutes(1));
        (await device.SubmitFrom("/sign-in/code", "/sign-in/code", ("code", rita.Code()), ("remember", "true"))).Dispose();
        Assert.True(await SignsInAlone(device, rita.Email));
        accounts.Clock.Advance(TimeSpan.FromDays(31));
        Assert.False(await SignsInAlone(device, rita.Email));
    }

    [Fact]
    public async Task Turning_it_off_takes_the_password_and_one_that_is_long_enough_alone()
    {
        var rita = await WithApp();
        using var shorter = await rita.Browser.SubmitFrom(Security, "/account/password", ("current", EllaApp.Password), ("password", "kR7#vq2z"));
        Assert.Equal("/account/security?said=password", shorter.Headers.Location!.ToString());
        using var wrong = await rita.Browser.SubmitFrom(Security, "/account/authenticator/off", ("password", "a wrong password of some length"));
        Assert.Equal("/account/security?problem=password&at=off", wrong.Headers.Location!.ToString());
        using var alone = await rita.Browser.SubmitFrom(Security, "/account/authenticator/off", ("password", "kR7#vq2z"));
        Assert.Equal("/account/security?problem=alone&at=off", alone.Headers.Location!.ToString());

        (await rita.Browser.SubmitFrom(Security, "/account/password", ("current", "kR7#vq2z"), ("password", "purple bicycle harbour"))).Dispose();
        using var off = await rita.Browser.SubmitFrom(Security, "/account/authenticator/off", ("password", "purple bicycle harbour"));

        Assert.Equal("/account/security?said=authenticator-off", off.Headers.Location!.ToString());
        using var signedIn = await accounts.SignedIn(rita.Email, "purple bicycle harbour");
    }

    [Fact]
    public async Task After_ten_minutes_one_shows_again_who_one_is_before_changing_anything()
    {
        var rita = await WithApp();
        accounts.Clock.Advance(TimeSpan.FromMinutes(11));
        const string First = "/account/confirm?returnUrl=%2Faccount%2Fsecurity";

        using var page = await rita.Browser.Get("/account/authenticator");
        Assert.EndsWith("/account/confirm?returnUrl=%2Faccount%2Fauthenticator", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        foreach (var action in new[] { "/account/recovery-codes", "/account/authenticator/off" })
        {
            using var early = await rita.Browser.SubmitFrom(Security, action, ("password", EllaApp.Password));
            Assert.Equal(First, early.Headers.Location!.ToString());
        }

        Assert.NotNull((await accounts.Account(rita.Email)).Authenticator);
        using var wrong = await rita.Browser.SubmitFrom(First, "/account/confirm", ("password", "a wrong password of some length"));
        Assert.Equal("/account/confirm?problem=password&returnUrl=%2Faccount%2Fsecurity", wrong.Headers.Location!.ToString());
        using var shown = await rita.Browser.SubmitFrom(First, "/account/confirm", ("code", rita.Code()));
        Assert.Equal(Security, shown.Headers.Location!.ToString());
        using var now = await rita.Browser.SubmitFrom(Security, "/account/recovery-codes");
        Assert.Equal("/account/recovery-codes", now.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_second_step_is_nobodys_without_the_first_and_not_for_long()
    {
        var rita = await WithApp();
        using var nobody = new Browser(accounts.App);
        using var page = await nobody.Get("/sign-in/code");
        using var post = await nobody.PostForm("/sign-in/code", ("code", rita.Code()));
        Assert.EndsWith("/sign-in", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("problem=again", post.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var slow = await PasswordShown(rita.Email);
        using var changed = await PasswordShown(rita.Email);
        accounts.Clock.Advance(TimeSpan.FromMinutes(11));
        (await slow.PostForm("/sign-in/code", ("code", rita.Code()))).Dispose();
        await accounts.Change(rita.Email, a => a.WithPassword(a.PasswordHash));
        (await changed.PostForm("/sign-in/code", ("code", rita.Code()))).Dispose();

        Assert.False(AccountApp.IsSignedIn(nobody) || AccountApp.IsSignedIn(slow) || AccountApp.IsSignedIn(changed));
    }

    [Fact]
    public async Task Nobody_is_led_to_another_site_through_either_step_or_by_showing_who_they_are()
    {
        var rita = await WithApp();
        foreach (var elsewhere in SignInTests.ElsewhereAddresses.Select(row => row.Data))
        {
            accounts.Clock.Advance(TimeSpan.FromMinutes(1));
            using var browser = new Browser(accounts.App);
            using var first = await AccountApp.SignIn(browser, rita.Email, returnUrl: elsewhere);
            using var wrong = await browser.PostForm("/sign-in/code", ("code", "000000"), ("returnUrl", elsewhere));
            using var second = await browser.PostForm("/sign-in/code", ("code", rita.Code()), ("returnUrl", elsewhere));
            using var shown = await browser.SubmitFrom("/account/confirm", "/account/confirm", ("password", "short"), ("returnUrl", elsewhere));

            Assert.True(AccountApp.IsSignedIn(browser));
            foreach (var location in new[] { first, wrong, second, shown }.Select(a => a.Headers.GetValues("Location").Single()))
                Assert.Equal(accounts.App.Address.Authority, new Uri(accounts.App.Address, location.Replace('\\', '/')).Authority);
        }
    }

    [Fact]
    public async Task A_session_is_new_after_each_step_and_the_way_back_leads_on()
    {
        var rita = await WithApp();
        var other = await accounts.AddRita();
        using var browser = await accounts.SignedIn(other);
        var before = AccountApp.Session(browser);
        (await browser.Get("/sign-in")).Dispose();
        using var changed = await browser.SubmitFrom(Security, "/account/password", ("current", EllaApp.Password), ("password", "purple bicycle harbour"));
        Assert.NotEqual(before, AccountApp.Session(browser));

        using var back = await browser.Get("/sign-in?returnUrl=/questions");
        Assert.Equal("/questions", new Uri(accounts.App.Address, back.Headers.Location!).AbsolutePath);
        using var change = await browser.Get("/sign-in?change=true");
        Assert.Equal(HttpStatusCode.OK, change.StatusCode);
        using var third = await PasswordShown(rita.Email);
        Assert.Null(AccountApp.Session(third));
    }

    [Fact]
    public async Task Switching_the_second_step_on_and_off_begins_a_new_session_each_time()
    {
        var email = await accounts.AddRita();
        using var browser = await accounts.SignedIn(email);
        var before = await OnlySession(email);
        using var copyOfFirst = Copy(browser);

        await SwitchOn(email, browser);
        var between = await OnlySession(email);
        using var copyOfSecond = Copy(browser);
        using var off = await browser.SubmitFrom(Security, "/account/authenticator/off", ("password", EllaApp.Password));
        Assert.Equal("/account/security?said=authenticator-off", off.Headers.Location!.ToString());

        Assert.Equal(3, new[] { before, between, await OnlySession(email) }.Distinct().Count());
        Assert.NotEmpty(await Text(browser, Security));
        foreach (var copy in new[] { copyOfFirst, copyOfSecond })
        {
            using var ended = await copy.Get(Security);
            Assert.Contains("/sign-in?returnUrl=", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<Rita> WithApp()
    {
        var email = await accounts.AddRita();
        return await SwitchOn(email, await accounts.SignedIn(email));
    }

    private async Task<SessionId> OnlySession(string email)
    {
        var self = Actor.Member((await accounts.Account(email)).Id, new(new("acme"), Role.Recruiter));
        return Assert.Single((await accounts.App.Services.GetRequiredService<OwnSessions>().List(self, null, Ct)).Value()).Id;
    }

    /// <summary>What somebody has who read the cookies meanwhile.</summary>
    private Browser Copy(Browser browser)
    {
        var copy = new Browser(accounts.App);
        foreach (System.Net.Cookie cookie in browser.Cookies.GetAllCookies()) copy.Cookies.Add(accounts.App.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        return copy;
    }

    private async Task<Rita> SwitchOn(string email, Browser browser)
    {
        var page = await Text(browser, "/account/authenticator");
        var secret = Base32Encoding.ToBytes(Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var rita = new Rita(email, browser, secret, accounts, []);
        using var wrong = await browser.SubmitFrom("/account/authenticator", "/account/authenticator", ("code", "000000"));
        Assert.EndsWith("problem=last-code", wrong.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var on = await browser.SubmitFrom("/account/authenticator", "/account/authenticator", ("code", rita.Code()));
        Assert.Equal("/account/recovery-codes", on.Headers.Location!.ToString());
        var recovery = Codes(await Text(browser, "/account/recovery-codes"));
        Assert.Equal(RecoveryCodes.Count, recovery.Distinct().Count());
        // The code that set it up is used.
        accounts.Clock.Advance(TimeSpan.FromSeconds(60));
        return rita with { Recovery = recovery };
    }

    /// <summary>A browser of somebody who has to show a code now.</summary>
    private async Task<Browser> PasswordShown(string email)
    {
        var browser = new Browser(accounts.App);
        using var answer = await AccountApp.SignIn(browser, email);
        Assert.StartsWith("/sign-in/code", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return browser;
    }

    private async Task<bool> Opens(string email, string code)
    {
        using var browser = await PasswordShown(email);
        (await browser.PostForm("/sign-in/code", ("code", code))).Dispose();
        return AccountApp.IsSignedIn(browser);
    }

    private static async Task<bool> SignsInAlone(Browser browser, string email)
    {
        foreach (System.Net.Cookie cookie in browser.Cookies.GetAllCookies())
            if (cookie.Name is "ella-session") cookie.Expired = true;
        (await AccountApp.SignIn(browser, email)).Dispose();
        return AccountApp.IsSignedIn(browser);
    }

    private static async Task<string> Text(Browser browser, string page)
    {
        using var answer = await browser.Get(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static string[] Codes(string page) => [.. CodeInPage().Matches(page).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("""class="key"[^>]*>([A-Z2-7 ]+)<""")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"scanned\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Scanned();

    [GeneratedRegex("""<code[^>]*>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>""")]
    private static partial Regex CodeInPage();

    private sealed record Rita(string Email, Browser Browser, byte[] Secret, AccountApp Accounts, string[] Recovery)
    {
        public string Code(int steps = 0) => new Totp(Secret).ComputeTotp(Accounts.Clock.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
    }
}
