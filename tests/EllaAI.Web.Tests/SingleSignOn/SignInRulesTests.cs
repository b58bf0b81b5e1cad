using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.Access;
using Xunit;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>How members have to be signed in: for sessions that are open too, from their next request on.</summary>
[Collection("single sign-on")]
public sealed class SignInRulesTests(SignOnApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Single_sign_on_only_comes_after_a_try_and_goes_with_another_connection()
    {
        var company = await app.Company();
        Assert.Equal("sign-on-untried", (await app.Get<SetSignInRules>().Run(company.Owner, new(ProviderOnly: true), Ct)).Problem().Code);

        await Try(company);
        await company.Rules(new(ProviderOnly: true));
        await company.Save(app.Provider.Issuer, "another secret");

        var now = (await app.Get<ShowProvider>().Run(company.Owner, Ct)).Value();
        Assert.False(now.Rules.ProviderOnly || now.Provider.IsTried);
    }

    [Fact]
    public async Task A_try_changes_nothing_for_whoever_tries_and_nobody_else_may()
    {
        var company = await app.Company();
        var email = company.Email("viewer");
        await app.App.AddAccount(email, company.Id, Role.Admin);
        app.Provider.Person = new("somebody", company.Email("somebody"));
        using var owner = await SignedIn(company.OwnerEmail);
        using var admin = await SignedIn(email);

        Assert.Equal("/forbidden", (await admin.Go($"{company.Start}?try=true")).Path);
        var (path, _) = await owner.Go($"{company.Start}?try=true");

        Assert.Equal("/settings/sign-in", path);
        Assert.EndsWith("?tried=ok", owner.Through.Last().ToString(), StringComparison.Ordinal);
        Assert.Null(await app.Account(company.Email("somebody")));
        Assert.Equal("/settings/company", (await owner.Go("/settings/company")).Path);
    }

    [Fact]
    public async Task A_try_that_fails_says_why()
    {
        var company = await app.Company(secret: "a wrong secret");
        app.Provider.Person = new("somebody", company.Email("somebody"));
        using var owner = await SignedIn(company.OwnerEmail);

        await owner.Go($"{company.Start}?try=true");

        Assert.EndsWith("?tried=sign-on-client", owner.Through.Last().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_single_sign_on_only_a_password_opens_nothing_of_the_company_and_says_so()
    {
        var company = await app.Company();
        var email = company.Email("rae");
        await app.App.AddAccount(email, company.Id);
        using var open = await SignedIn(email);
        Assert.Equal("/assessments", (await open.Go("/assessments")).Path);
        await Try(company);

        await company.Rules(new(ProviderOnly: true));

        var (path, html) = await open.Go("/assessments");
        Assert.Equal("/forbidden", path);
        Assert.Contains($"""href="/sign-in/sso/{company.Id}">Continue with""", html, StringComparison.Ordinal);
        app.Provider.Person = new("rae-1", email);
        await open.Go(company.Start);
        Assert.Equal("/assessments", (await open.Go("/assessments")).Path);
    }

    [Fact]
    public async Task An_owner_keeps_a_way_in_with_two_steps_but_not_with_a_password_alone()
    {
        var company = await app.Company();
        await Try(company);
        await company.Rules(new(ProviderOnly: true));
        using var byPassword = await SignedIn(company.OwnerEmail);
        var member = (await company.Member(company.OwnerEmail))!;

        Assert.Equal("/forbidden", (await byPassword.Go("/assessments")).Path);
        var sessions = app.Get<Sessions>();
        var account = (await app.Account(company.OwnerEmail))!;
        var inTwoSteps = await sessions.Begin(account.Id, account.SecurityStamp, Opening.InTwoSteps, "", "", Ct);
        Assert.Equal(company.Id, (await sessions.Read(inTwoSteps.Id, null, Ct))!.Place?.Membership.Company);
        Assert.Equal(Role.Owner, member.Role);
    }

    [Fact]
    public async Task Where_a_second_step_is_asked_for_whoever_has_none_is_led_to_set_one_up()
    {
        var company = await app.Bare();
        var email = company.Email("rae");
        await app.App.AddAccount(email, company.Id);
        using var open = await SignedIn(email);

        await company.Rules(new(SecondStep: true));

        var (path, html) = await open.Go("/assessments");
        Assert.Equal("/forbidden", path);
        Assert.Contains("""href="/account/authenticator">Set up a second step""", html, StringComparison.Ordinal);
        Assert.Equal("/account/authenticator", (await open.Go("/account/authenticator")).Path);
    }

    [Fact]
    public async Task A_providers_word_counts_as_both_steps()
    {
        var company = await app.Company();
        await company.Rules(new(SecondStep: true));
        app.Provider.Person = new("noor-1", company.Email("noor"));
        using var browser = new Surfer(app.App);

        await browser.Go(company.Start);

        Assert.Equal("/assessments", (await browser.Go("/assessments")).Path);
    }

    [Fact]
    public async Task What_a_provider_opened_ends_with_it()
    {
        var company = await app.Company();
        app.Provider.Person = new("ren-1", company.Email("ren"));
        using var browser = new Surfer(app.App);
        await browser.Go(company.Start);
        await company.Save(app.Provider.Issuer, OpenIddictProvider.Secret, Role.Viewer);
        Assert.Equal("/assessments", (await browser.Go("/assessments")).Path);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.Get<SaveProvider>().Remove(company.Owner, Ct)).Value();
        await company.Rules(new(Hours: 100));

        var (path, html) = await browser.Go("/assessments");
        Assert.Equal("/forbidden", path);
        Assert.Contains("has changed its single sign-on since you signed in", html, StringComparison.Ordinal);
        // The same one again is another one: who left it may not be of it any more.
        await company.Save(app.Provider.Issuer);
        Assert.Equal("/forbidden", (await browser.Go("/assessments")).Path);
        await browser.Go(company.Start);
        Assert.Equal("/assessments", (await browser.Go("/assessments")).Path);
    }

    [Fact]
    public async Task A_session_that_is_longer_than_allowed_ends_for_the_company_and_for_no_other()
    {
        var (company, other) = (await app.Bare(), await app.Bare());
        var email = company.Email("rae");
        await app.App.AddAccount(email, company.Id);
        await app.App.AddMember((await app.Account(email))!, other.Id, Role.Viewer);
        using var open = await SignedIn(email);
        Assert.Equal("/assessments", (await open.Go("/assessments")).Path);
        await company.Rules(new(Hours: 2));

        app.Clock.Advance(TimeSpan.FromHours(2.5));

        var (path, html) = await open.Go("/assessments");
        Assert.Equal("/forbidden", path);
        Assert.Contains("ends a session after 2 hours", html, StringComparison.Ordinal);
        Assert.Contains($"Act for {other.Id} instead", html, StringComparison.Ordinal);
        Assert.Equal("invalid-hours", (await app.Get<SetSignInRules>().Run(company.Owner, new(Hours: 0), Ct)).Problem().Code);
    }

    private async Task Try(SignOnCompany company)
    {
        app.Provider.Person = new("somebody", company.Email("somebody"));
        using var owner = await SignedIn(company.OwnerEmail);
        await owner.Go($"{company.Start}?try=true");
        Assert.EndsWith("?tried=ok", owner.Through.Last().ToString(), StringComparison.Ordinal);
    }

    private async Task<Surfer> SignedIn(string email)
    {
        using var browser = new Browser(app.App);
        using var answer = await AccountApp.SignIn(browser, email);
        Assert.True(AccountApp.IsSignedIn(browser), answer.Headers.Location?.ToString());
        var surfer = new Surfer(app.App);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies()) surfer.Cookies.Add(app.App.Address, new Cookie(cookie.Name, cookie.Value));
        return surfer;
    }
}
