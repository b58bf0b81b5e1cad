using System.Net;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>A forgotten password and an address to confirm, by links from mails.</summary>
[Collection("accounts")]
public sealed class AccountLinkTests(AccountApp accounts)
{
    private const string New = "purple bicycle harbour";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_that_works_once_and_ends_other_sessions()
    {
        var email = await accounts.AddRita();
        using var session = await accounts.SignedIn(email);
        using var browser = new Browser(accounts.App);
        using var asked = await Forget(browser, email.ToUpperInvariant() + " ");
        var link = AccountApp.Link(await accounts.Mail(email));
        // A mail server looks at links first: that uses up nothing.
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await browser.Get(link)).StatusCode);

        using var set = await browser.SubmitFrom(link, "/reset-password", ("password", New));
        Assert.Equal("/sign-in?said=password", set.Headers.Location!.ToString());

        using var again = await browser.Get(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        using var old = await AccountApp.SignIn(browser, email);
        Assert.EndsWith("problem=wrong", old.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var ended = await session.Get("/account/security");
        Assert.Contains("/sign-in?returnUrl=", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var now = await accounts.SignedIn(email, New);
        Assert.Contains("a link that we had sent you", (await accounts.Mail(email, 2)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_chose_a_new_password_by_a_link_does_not_wait_for_whoever_guesses()
    {
        var email = await accounts.AddRita();
        using var stranger = new Browser(accounts.App);
        for (var i = 0; i < 6; i++) (await AccountApp.SignIn(stranger, email, "a wrong password of some length")).Dispose();
        using var browser = new Browser(accounts.App);
        (await Forget(browser, email)).Dispose();
        (await browser.SubmitFrom(AccountApp.Link(await accounts.Mail(email)), "/reset-password", ("password", New))).Dispose();

        using var signedIn = await AccountApp.SignIn(browser, email, New);

        Assert.Equal("/home", signedIn.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_sets_the_password()
    {
        var email = await accounts.AddRita();
        using var browser = new Browser(accounts.App);
        (await Forget(browser, email)).Dispose();
        var token = Token(AccountApp.Link(await accounts.Mail(email)));
        using var other = new Browser(accounts.App);

        var set = await Task.WhenAll(
            browser.PostForm("/reset-password", ("token", token), ("password", New)), other.PostForm("/reset-password", ("token", token), ("password", New + " 2")));

        Assert.Single(set, a => a.Headers.Location!.ToString() == "/sign-in?said=password");
        Assert.Single(set, a => a.Headers.Location!.ToString().EndsWith("problem=link", StringComparison.Ordinal));
        foreach (var answer in set) answer.Dispose();
    }

    [Fact]
    public async Task A_link_is_of_no_use_after_an_hour_or_when_it_is_not_ours()
    {
        var email = await accounts.AddRita();
        using var browser = new Browser(accounts.App);
        (await Forget(browser, email)).Dispose();
        var link = AccountApp.Link(await accounts.Mail(email));
        accounts.Clock.Advance(TimeSpan.FromMinutes(61));

        foreach (var page in new[] { link, "/reset-password", "/reset-password?token=", "/reset-password?token=CfDJ8abc", $"/confirm-email?token={Token(link)}", $"{link[..^3]}abc" })
            Assert.Equal(HttpStatusCode.Gone, (await browser.Get(page)).StatusCode);
        using var late = await browser.PostForm("/reset-password", ("token", Token(link)), ("password", New));
        Assert.EndsWith("problem=link", late.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_the_rules_refuse_leaves_the_link_as_it_was()
    {
        var email = await accounts.AddRita();
        using var browser = new Browser(accounts.App);
        (await Forget(browser, email)).Dispose();
        var link = AccountApp.Link(await accounts.Mail(email));

        foreach (var (password, words) in new[] { ("short", "at least 15 characters"), ("", "Enter a new password"), (new string('x', 10_000), "at most 128"), ("passwordpassword", "common or quickly guessed") })
        {
            using var refused = await browser.SubmitFrom(link, "/reset-password", ("password", password));
            using var page = await browser.Get(refused.Headers.Location!.ToString());
            Assert.Contains(words, await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using var set = await browser.SubmitFrom(link, "/reset-password", ("password", New));
        Assert.Equal("/sign-in?said=password", set.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nobody_learns_whether_an_address_has_an_account_and_nobody_gets_a_flood_of_mail()
    {
        var (email, disabled) = (await accounts.AddRita(), await accounts.AddRita(a => a with { DisabledAt = accounts.Clock.GetUtcNow() }));
        using var browser = new Browser(accounts.App);
        var said = new HashSet<string>();
        foreach (var address in new[] { email, disabled, $"nobody-{Guid.NewGuid():N}@acme.example" })
            for (var i = 0; i < 8; i++)
            {
                using var answer = await Forget(browser, address);
                said.Add($"{answer.StatusCode} {answer.Headers.Location}");
            }

        Assert.Equal(["Found /forgot-password?sent=true"], said);
        await accounts.Mail(email, 5);
        Assert.Empty(await accounts.Mails(disabled));
        foreach (var nothing in new[] { "", "no address", new string('e', 10_000) + "@acme.example" })
        {
            using var answer = await Forget(browser, nothing);
            Assert.Equal("/forgot-password?problem=email", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_is_confirmed_by_a_link_before_one_signs_in()
    {
        var email = await accounts.AddRita(a => a with { EmailConfirmed = false });
        using var browser = new Browser(accounts.App);
        using var early = await AccountApp.SignIn(browser, email);
        Assert.EndsWith("problem=unconfirmed", early.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(AccountApp.IsSignedIn(browser));
        var link = AccountApp.Link(await accounts.Mail(email));

        using var confirmed = await browser.SubmitFrom(link, "/confirm-email");

        Assert.Equal("/sign-in?said=confirmed", confirmed.Headers.Location!.ToString());
        Assert.Contains("nothing left to do", await (await browser.Get(link)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var now = await accounts.SignedIn(email);
    }

    [Fact]
    public async Task A_link_of_one_account_is_of_no_use_for_another_and_confirms_no_later_address()
    {
        var email = await accounts.AddRita(a => a with { EmailConfirmed = false });
        using var browser = new Browser(accounts.App);
        (await AccountApp.SignIn(browser, email)).Dispose();
        var link = AccountApp.Link(await accounts.Mail(email));
        var later = $"later-{Guid.NewGuid():N}@acme.example";
        await accounts.Change(email, a => a with { Email = later, NormalizedEmail = later.ToUpperInvariant() });

        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(link)).StatusCode);
        Assert.False((await accounts.Account(later)).EmailConfirmed);
    }

    private static Task<HttpResponseMessage> Forget(Browser browser, string email) => browser.PostForm("/forgot-password", ("email", email));

    private static string Token(string link) => link.Split("token=")[1];
}
