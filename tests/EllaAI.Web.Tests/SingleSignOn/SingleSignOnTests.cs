using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using Xunit;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>Members sign in through their company's provider, a real one.</summary>
[Collection("single sign-on")]
public sealed class SingleSignOnTests(SignOnApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_comes_for_the_first_time_joins_with_the_companys_role_and_is_known_from_then_on()
    {
        var company = await app.Company();
        var members = await Members(company);
        app.Provider.Person = new("noor-1", company.Email("noor"));
        using var browser = new Surfer(app.App);

        var (path, _) = await browser.Go($"{company.Start}?returnUrl=%2Fsettings%2Fmembers");

        Assert.Equal(("/settings/members", true), (path, browser.IsSignedIn));
        var member = (await company.Member(company.Email("noor")))!;
        Assert.Equal((Role.Reviewer, "Noor Aziz", members + 1), (member.Role, member.Name, await Members(company)));
        Assert.Equal("", (await app.Account(company.Email("noor")))!.PasswordHash);
        await Until.True(async () => (await app.Get<ListAudit>().Run(company.Owner, new(AuditAction.MemberJoined), "", Ct)).Value().Items.Any(l => l.Entry.After == "Reviewer, by single sign-on"));
        await Until.True(async () => (await app.Get<ListAudit>().Run(company.Owner, new(AuditAction.SignedIn), "", Ct)).Value().Items.Any(l => l.Entry.After == "by single sign-on" && l.From is not null));

        // The provider gave them another address: they are who they were.
        app.Provider.Person = new("noor-1", company.Email("noor.aziz"));
        using var again = new Surfer(app.App);
        await again.Go(company.Start);
        Assert.True(again.IsSignedIn);
        Assert.Null(await app.Account(company.Email("noor.aziz")));
        Assert.Equal(members + 1, await Members(company));
    }

    [Fact]
    public async Task A_link_to_a_provider_makes_nobody_another_person()
    {
        var (own, attacker) = (await app.Company(), await app.Company());
        using var browser = new Surfer(app.App);
        app.Provider.Person = new("vera-1", own.Email("vera"));
        await browser.Go(own.Start);
        var session = browser.Session;

        app.Provider.Person = new("mal-1", attacker.Email("mal"));

        Assert.Equal("sign-on-signed-in", await browser.Problem(attacker.Start));
        Assert.Equal(session, browser.Session);
        // The same person may come again.
        app.Provider.Person = new("vera-1", own.Email("vera"));
        Assert.Equal("/settings/members", (await browser.Go($"{own.Start}?returnUrl=%2Fsettings%2Fmembers")).Path);
    }

    [Fact]
    public async Task Whoever_was_invited_gets_the_role_of_the_invitation()
    {
        var company = await app.Company();
        (await app.Get<InviteMember>().Run(company.Owner, company.Email("ada"), Role.Admin, app.App.Address, Ct)).Value();
        app.Provider.Person = new("ada-1", company.Email("ada"));
        using var browser = new Surfer(app.App);

        await browser.Go(company.Start);

        Assert.Equal(Role.Admin, (await company.Member(company.Email("ada")))!.Role);
        Assert.Empty((await app.Get<ListMemberInvitations>().Run(company.Owner, Ct)).Value());
    }

    [Fact]
    public async Task A_provider_speaks_only_for_addresses_of_its_companys_proven_domains()
    {
        var (victim, attacker) = (await app.Company(), await app.Company());
        using var browser = new Surfer(app.App);

        // Of another company that has proven its domain, of one that nobody has, and of one that is claimed only.
        (await app.Get<ChangeDomains>().Add(attacker.Owner, "claimed.example", Ct)).Value();
        foreach (var email in (string[])[victim.OwnerEmail, "olu@unclaimed.example", "x@claimed.example", $"x@sub.{attacker.Domain}", $"x@{attacker.Domain}.evil.example"])
        {
            app.Provider.Person = new($"evil-{email}", email);
            Assert.Equal("sign-on-domain", await browser.Problem(attacker.Start));
        }

        Assert.False(browser.IsSignedIn);
        Assert.Null(await app.Account("olu@unclaimed.example"));
        Assert.Null(await attacker.Member(victim.OwnerEmail));
    }

    [Fact]
    public async Task A_domain_that_another_company_has_proven_cannot_be_had()
    {
        var (victim, attacker) = (await app.Company(), await app.Bare());
        var claimed = (await app.Get<ChangeDomains>().Add(attacker.Owner, victim.Domain, Ct)).Value();

        Assert.Equal("domain-not-proven", (await app.Get<ChangeDomains>().Prove(attacker.Owner, victim.Domain, Ct)).Problem().Code);
        app.Records.Texts[claimed.RecordName] = claimed.RecordText;
        Assert.Equal("domain-taken", (await app.Get<ChangeDomains>().Prove(attacker.Owner, victim.Domain, Ct)).Problem().Code);

        // Once it is given up, it can.
        (await app.Get<ChangeDomains>().Remove(victim.Owner, victim.Domain, Ct)).Value();
        (await app.Get<ChangeDomains>().Prove(attacker.Owner, victim.Domain, Ct)).Value();
        app.Provider.Person = new("late", victim.OwnerEmail);
        using var browser = new Surfer(app.App);
        Assert.Equal("sign-on-domain", await browser.Problem(victim.Start));
    }

    [Fact]
    public async Task A_session_that_a_provider_opened_counts_for_its_company_alone()
    {
        var (company, other) = (await app.Company(), await app.Bare());
        var email = company.Email("mia");
        var account = await app.App.AddAccount(email, other.Id, Role.Owner);
        app.Provider.Person = new("mia-1", email);
        using var surfer = new Surfer(app.App);
        await surfer.Go(company.Start);
        Assert.True(surfer.IsSignedIn);
        using var browser = Take(surfer);

        using (var switched = await browser.PostFormAs(account, "/switch-company", ("company", other.Id.Value)))
            Assert.StartsWith("/sign-in?change=true", switched.Headers.Location?.ToString(), StringComparison.Ordinal);
        using (var export = await browser.Get("/settings/audit/export")) Assert.Equal(System.Net.HttpStatusCode.Forbidden, export.StatusCode);

        var invited = (await app.Get<InviteMember>().Run((await app.Bare()).Owner, email, Role.Viewer, app.App.Address, Ct)).Value();
        using (var joined = await browser.PostFormAs(account, invited.Link.AbsolutePath)) Assert.StartsWith("/sign-in?change=true", joined.Headers.Location?.ToString(), StringComparison.Ordinal);

        // Nor does it change how the account signs in.
        using var security = await browser.PostFormAs(account, "/account/devices/remove", ("id", Guid.NewGuid().ToString()));
        Assert.StartsWith("/account/confirm", security.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_step_alone_shows_nothing_where_the_first_was_a_providers_word()
    {
        var company = await app.Company();
        app.Provider.Person = new("mia-1", company.Email("mia"));
        using var surfer = new Surfer(app.App);
        await surfer.Go(company.Start);
        var (documents, id, code) = (app.Get<IDocumentStore>(), (await app.Account(company.Email("mia")))!.Id, RecoveryCodes.New()[0]);
        var account = (await documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, id), Ct))!;
        await documents.Commit([Change.Update(account, account.Value with { Authenticator = new("sealed", 0, default), RecoveryCodes = [RecoveryCodes.Hash(id, code)] })], [], Ct);
        using var browser = Take(surfer);

        using var shown = await browser.PostFormAs(id, "/account/confirm", ("code", code), ("returnUrl", "/account/privacy"));

        Assert.StartsWith("/account/confirm?problem=", shown.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Single((await app.Account(company.Email("mia")))!.RecoveryCodes);
        // Nor does it see or end what they have elsewhere.
        var elsewhere = await app.Get<Sessions>().Begin(id, account.Value.SecurityStamp, "Firefox", "192.0.2.7", Ct);
        var own = app.Get<OwnSessions>();
        Assert.Equal("not-found", (await own.End(Actor.Member(id, new(company.Id, Role.Viewer)), elsewhere.Id, company.Id, Ct)).Code());
        Assert.DoesNotContain((await own.List(Actor.Member(id, new(company.Id, Role.Viewer)), company.Id, Ct)).Value(), s => s.Id == elsewhere.Id);
    }

    [Fact]
    public async Task Out_of_the_company_the_session_acts_for_nobody_else()
    {
        var (company, other) = (await app.Company(), await app.Bare());
        var email = company.Email("mia");
        var account = await app.App.AddAccount(email, other.Id, Role.Owner);
        app.Provider.Person = new("mia-1", email);
        using var browser = new Surfer(app.App);
        await browser.Go(company.Start);

        (await app.Get<ChangeMember>().Disable(company.Owner, account, Ct)).Value();

        Assert.Equal("/forbidden", (await browser.Go("/settings/members")).Path);
        Assert.Equal("sign-on-disabled", await browser.Problem(company.Start));
    }

    [Fact]
    public async Task An_address_that_the_provider_gives_to_somebody_else_does_not_make_them_the_one_before()
    {
        var company = await app.Company();
        app.Provider.Person = new("first", company.Email("lee"));
        using var first = new Surfer(app.App);
        await first.Go(company.Start);
        app.Provider.Person = new("second", company.Email("lee"));
        using var second = new Surfer(app.App);

        Assert.Equal("sign-on-another", await second.Problem(company.Start));
    }

    [Theory]
    [InlineData("sign-on-no-email")]
    [InlineData("sign-on-unverified")]
    [InlineData("sign-on-cancelled")]
    [InlineData("sign-on-client")]
    [InlineData("sign-on-none")]
    [InlineData("sign-on-unreachable")]
    public async Task What_goes_wrong_is_said_on_a_page_and_nobody_is_signed_in(string what)
    {
        var company = await app.Company(what == "sign-on-unreachable" ? "http://127.0.0.1:9" : null, what == "sign-on-client" ? "a wrong secret" : OpenIddictProvider.Secret);
        app.Provider.Person = new("noor-1", what == "sign-on-no-email" ? null : company.Email("noor"), what != "sign-on-unverified");
        if (what == "sign-on-none") (await app.Get<SaveProvider>().Remove(company.Owner, Ct)).Value();
        using var browser = new Surfer(app.App);
        app.Provider.Denies = what == "sign-on-cancelled";
        try
        {
            Assert.Equal(what, await browser.Problem(company.Start));
        }
        finally { app.Provider.Denies = false; }

        Assert.False(browser.IsSignedIn);
        Assert.Null(await company.Member(company.Email("noor")));
    }

    [Fact]
    public async Task A_suspended_company_answers_as_one_without_single_sign_on_and_does_not_ask_its_provider()
    {
        var company = await app.Company();
        app.Provider.Person = new("noor-1", company.Email("noor"));
        using var asked = new Browser(app.App);
        using var there = await asked.Get(company.Start);
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var back = await provider.GetAsync(there.Headers.Location, Ct);
        (await app.Get<ChangeCompany>().Suspend(Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin)), company.Id, "Bills.", Ct)).Value();

        foreach (var path in (string[])[company.Start, back.Headers.Location!.PathAndQuery])
        {
            using var closed = await asked.Get(path);
            Assert.Equal($"/sign-in/problem?code=sign-on-none&company={company.Id}", closed.Headers.Location!.ToString());
        }

        using var missing = await asked.Get(company.Start.Replace(company.Id.Value, "never-was", StringComparison.Ordinal));
        Assert.Equal("/sign-in/problem?code=sign-on-none&company=never-was", missing.Headers.Location!.ToString());
        Assert.Null(await company.Member(company.Email("noor")));
    }

    [Fact]
    public async Task An_answer_works_once_and_in_the_browser_that_asked()
    {
        var company = await app.Company();
        app.Provider.Person = new("noor-1", company.Email("noor"));
        using var browser = new Surfer(app.App);
        await browser.Go(company.Start);
        var answer = browser.Through.Single(u => u.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal)).PathAndQuery;
        using var thief = new Surfer(app.App);

        Assert.Equal("sign-on-state", await browser.Problem(answer));
        Assert.Equal("sign-on-state", await thief.Problem(answer));
        Assert.Equal("sign-on-state", await thief.Problem($"{company.Start}/callback"));
        Assert.Equal("sign-on-state", await thief.Problem($"{company.Start}/callback?code=x&state=y"));
        Assert.False(thief.IsSignedIn);
    }

    [Fact]
    public async Task An_answer_to_one_company_cannot_be_brought_to_another()
    {
        var (company, other) = (await app.Company(), await app.Company());
        app.Provider.Person = new("noor-1", other.Email("noor"));
        using var asked = new Browser(app.App);
        using var there = await asked.Get(company.Start);
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var back = await provider.GetAsync(there.Headers.Location, Ct);

        using var brought = await asked.Get(back.Headers.Location!.PathAndQuery.Replace(company.Id.Value, other.Id.Value, StringComparison.Ordinal));

        Assert.Contains("sign-on-state", brought.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_connection_ends_sign_ins_that_are_under_way()
    {
        var company = await app.Company();
        app.Provider.Person = new("noor-1", company.Email("noor"));
        using var browser = new Browser(app.App);
        using var there = await browser.Get(company.Start);
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var back = await provider.GetAsync(there.Headers.Location, Ct);
        await company.Save(app.Provider.Issuer);

        using var answer = await browser.Get(back.Headers.Location!.PathAndQuery);

        Assert.Contains("sign-on-changed", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null(await company.Member(company.Email("noor")));
    }

    [Fact]
    public async Task The_sign_in_page_leads_by_domain_and_tells_nothing_of_accounts()
    {
        var company = await app.Company();
        using var browser = new Browser(app.App);
        foreach (var email in (string[])[company.OwnerEmail, company.Email("nobody")])
        {
            using var chosen = await browser.PostForm("/sign-in/company", ("email", email));
            using var page = await browser.Get(chosen.Headers.Location!.ToString());
            var html = await page.Content.ReadAsStringAsync(Ct);
            Assert.Contains($"href=\"/sign-in/sso/{company.Id}?returnUrl=%2Fhome\"", html, StringComparison.Ordinal);
            Assert.Contains($">Continue with {company.Id}<", html, StringComparison.Ordinal);
        }

        using var other = await browser.PostForm("/sign-in/company", ("email", "nobody@nowhere.example"));
        Assert.Contains("problem=no-provider", other.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_kept_sealed_and_not_told_to_another_provider()
    {
        var company = await app.Company();
        var save = app.Get<SaveProvider>();

        Assert.DoesNotContain(OpenIddictProvider.Secret, (await Provider.Of(app.Get<IDocumentStore>(), company.Owner, Ct)).Value.Secret, StringComparison.Ordinal);
        Assert.Equal("", (await app.Get<ShowProvider>().Run(company.Owner, Ct)).Value().Provider.Secret);
        Assert.Equal("invalid-secret", (await save.Run(company.Owner, new("https://id.attacker.example", "ella", "", Role.Viewer), Ct)).Problem().Code);
        Assert.Equal("invalid-role", (await save.Run(company.Owner, new(app.Provider.Issuer, "ella", "", Role.Admin), Ct)).Problem().Code);
        (await save.Run(company.Owner, new(app.Provider.Issuer, "ella", "", Role.Viewer), Ct)).Value();
    }

    private async Task<int> Members(SignOnCompany company) => (await Roster.Of(app.Get<IDocumentStore>(), company.Owner, Ct)).Value.Members;

    private Browser Take(Surfer surfer)
    {
        var browser = new Browser(app.App);
        foreach (System.Net.Cookie cookie in surfer.Cookies.GetAllCookies()) browser.Cookies.Add(app.App.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        return browser;
    }
}
