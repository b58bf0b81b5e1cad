using System.Net;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>Who is signed in is looked at anew, for each request and for pages that stay open.</summary>
public sealed class SessionTests(EllaApp app)
{
    private static readonly CompanyId _acme = new("acme"), _globex = new("globex");
    private readonly Actor _owner = Actor.Member(new(Guid.NewGuid()), new(_acme, Role.Owner));
    private readonly string _email = $"sam-{Guid.NewGuid():N}@acme.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ChangeMember Changes => app.Services.GetRequiredService<ChangeMember>();

    [Fact]
    public async Task A_disabled_member_is_out_at_the_next_request_and_in_again_once_enabled()
    {
        var (browser, account) = await SignedIn(Role.Admin);
        using var _ = browser;
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/settings/audit/export"));

        (await Changes.Disable(_owner, account, Ct)).Value();
        Assert.Equal("/forbidden", await Led(browser, "/assessments"));
        Assert.Equal("/forbidden", await Led(browser, "/settings/audit/export"));

        // Nothing was acted for meanwhile, so the company is chosen anew.
        (await Changes.Enable(_owner, account, Ct)).Value();
        (await browser.PostFormAs(account, "/switch-company", ("company", "acme"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/settings/audit/export"));
    }

    [Fact]
    public async Task A_role_that_changes_counts_from_the_next_request_on()
    {
        var (browser, account) = await SignedIn(Role.Admin);
        using var _ = browser;

        (await Changes.Role(_owner, account, Role.Viewer, Ct)).Value();
        Assert.Equal(HttpStatusCode.Forbidden, await Status(browser, "/settings/audit/export"));

        (await Changes.Role(_owner, account, Role.Admin, Ct)).Value();
        Assert.Equal(HttpStatusCode.OK, await Status(browser, "/settings/audit/export"));
    }

    [Fact]
    public async Task An_ended_session_is_over_and_its_cookie_taken_back()
    {
        var (browser, account) = await SignedIn(Role.Admin);
        var (other, self) = (new Browser(app), Actor.Member(account, new(_acme, Role.Admin)));
        using var _ = browser;
        using var __ = other;
        await SignIn(other);
        var own = app.Services.GetRequiredService<OwnSessions>();
        var sessions = (await own.List(self, null, Ct)).Value();
        Assert.Equal(2, sessions.Count);

        Assert.Equal(1, (await own.EndOthers(self, sessions[0].Id, null, Ct)).Value());

        Assert.Single((await own.List(self, null, Ct)).Value());
        var led = new[] { await Led(browser, "/assessments"), await Led(other, "/assessments") };
        Assert.Equal(["", "/sign-in"], led.Order());
        Assert.Single(new[] { browser, other }, b => b.Cookies.GetAllCookies().Any(c => c.Name == "ella-session"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_copied_the_cookie()
    {
        var (browser, account) = await SignedIn(Role.Admin);
        using var _ = browser;
        using var thief = new Browser(app);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies()) thief.Cookies.Add(app.Address, new Cookie(cookie.Name, cookie.Value));
        Assert.Equal("", await Led(thief, "/assessments"));

        (await browser.PostFormAs(account, "/sign-out")).Dispose();

        Assert.Equal("/sign-in", await Led(thief, "/assessments"));
    }

    [Fact]
    public async Task A_session_prepared_for_somebody_does_not_become_theirs()
    {
        var (attacker, planted) = await SignedIn(Role.Viewer);
        using var _ = attacker;
        using var victim = new Browser(app);
        var prepared = attacker.Cookies.GetAllCookies().Single(c => c.Name == "ella-session").Value;
        victim.Cookies.Add(app.Address, new Cookie("ella-session", prepared));
        var email = $"vic-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email, role: Role.Admin);

        // The page that the victim sees is the attacker's, signed in as the attacker.
        (await victim.PostFormAs(planted, "/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();

        Assert.NotEqual(prepared, victim.Cookies.GetAllCookies().Single(c => c.Name == "ella-session").Value);
        Assert.Equal(HttpStatusCode.OK, await Status(victim, "/settings/audit/export"));
        Assert.Equal("/sign-in", await Led(attacker, "/assessments"));
    }

    [Fact]
    public async Task A_new_password_ends_every_session()
    {
        var (browser, _) = await SignedIn(Role.Admin);
        using var __ = browser;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>();
            var user = (await users.FindByEmailAsync(_email))!;
            Assert.True((await users.ChangePasswordAsync(user, EllaApp.Password, "another battery of horses")).Succeeded);
        }

        Assert.Equal("/sign-in", await Led(browser, "/assessments"));
    }

    [Fact]
    public async Task One_switches_among_ones_own_companies_only_and_each_keeps_its_role()
    {
        var (browser, account) = await SignedIn(Role.Viewer);
        using var _ = browser;
        await app.AddMember(new Account(account, "Sam Ott", _email, Account.Normal(_email), "", ""), _globex, Role.Admin);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(browser, "/settings/audit/export"));

        using (var elsewhere = await browser.PostFormAs(account, "/switch-company", ("company", "initech"))) Assert.Equal("/forbidden", elsewhere.Headers.Location?.ToString());
        using (var platform = await browser.PostFormAs(account, "/switch-company", ("company", "platform"))) Assert.Equal("/forbidden", platform.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, await Status(browser, "/settings/audit/export"));

        using (var globex = await browser.PostFormAs(account, "/switch-company", ("company", "globex"))) Assert.Equal("/home", globex.Headers.Location?.ToString());
        using var export = await browser.Get("/settings/audit/export");
        Assert.Equal((HttpStatusCode.OK, "audit-globex.jsonl"), (export.StatusCode, export.Content.Headers.ContentDisposition?.FileName));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("removed")]
    [InlineData("session ended")]
    [InlineData("less of a role")]
    public async Task A_page_that_stays_open_learns_of_it_within_five_seconds(string what)
    {
        var account = await app.AddAccount(_email, role: Role.Admin);
        var session = await app.Services.GetRequiredService<Sessions>().Begin(account, await Stamp(), "", "", Ct);
        var clock = new FakeTimeProvider();
        using var state = new SessionState(app.Services.GetRequiredService<SessionReader>(), clock, NullLogger<SessionState>.Instance);
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(Cookie(account, session.Id))));
        Assert.Equal(Role.Admin, await Sees(state, clock, r => r == Role.Admin));

        if (what == "disabled") (await Changes.Disable(_owner, account, Ct)).Value();
        else if (what == "removed") (await app.Services.GetRequiredService<RemoveMember>().Run(_owner, account, Ct)).Value();
        else if (what == "session ended") await app.Services.GetRequiredService<Sessions>().End(session.Id, Ct);
        else (await Changes.Role(_owner, account, Role.Viewer, Ct)).Value();

        Assert.True(SessionState.Pace < TimeSpan.FromSeconds(4));
        Assert.Equal(what == "less of a role" ? Role.Viewer : null, await Sees(state, clock, r => r != Role.Admin));
    }

    [Fact]
    public async Task Whoever_belongs_to_no_company_is_told_so()
    {
        var (browser, account) = await SignedIn(Role.Viewer);
        using var _ = browser;
        (await app.Services.GetRequiredService<RemoveMember>().Run(_owner, account, Ct)).Value();

        Assert.Equal("/forbidden", await Led(browser, "/home"));
        using var page = await browser.Get("/forbidden");
        Assert.Contains("Nobody has made you a member", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_a_suspended_company_are_told_why()
    {
        var initech = new CompanyId($"initech-{Guid.NewGuid():N}");
        var account = await app.AddAccount(_email, initech, Role.Owner);
        using var browser = new Browser(app);
        await SignIn(browser);
        Assert.Equal("", await Led(browser, "/assessments"));
        var platform = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));
        var change = app.Services.GetRequiredService<ChangeCompany>();

        (await change.Suspend(platform, initech, "Bills are open.", Ct)).Value();

        Assert.Equal("/forbidden", await Led(browser, "/assessments"));
        using (var page = await browser.Get("/forbidden")) Assert.Contains("is suspended: Bills are open.", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        (await change.Restore(platform, initech, Ct)).Value();
        Assert.Equal("", await Led(browser, "/assessments"));
    }

    [Fact]
    public async Task Sessions_that_are_over_are_forgotten()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        // A store of its own: with this clock everybody's would be over.
        var documents = new MemoryDocumentStore(new MemoryData(), new(), Schemas.Declared, clock);
        var sessions = new Sessions(documents, new(documents), clock);
        var account = new Account(new(Guid.NewGuid()), "Sam Ott", _email, Account.Normal(_email), "", "stamp");
        await documents.Commit([Change.Create(Actor.System(CompanyId.Platform).Key(Account.Collection, account.Id), account)], [], Ct);
        var session = await sessions.Begin(account.Id, "stamp", new string('x', 5_000), "127.0.0.1", Ct);
        Assert.Equal(Session.MaxAgent, session.Agent.Length);
        Assert.NotNull(await sessions.Read(session.Id, null, Ct));

        clock.Advance(Session.Lifetime + TimeSpan.FromSeconds(1));

        Assert.Null(await sessions.Read(session.Id, null, Ct));
        Assert.Equal(1, await sessions.Clear(Ct));
        Assert.Null(await documents.Get<Session>(Session.Key(session.Id), Ct));
    }

    private static ClaimsPrincipal Cookie(AccountId account, SessionId session) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, account.Value.ToString("N")), new(AccountClaims.Session, session.Value.ToString("N")),
            new(AccountClaims.Company, "acme"), new(AccountClaims.Role, "Admin"),
        ],
        "test"));

    /// <summary>What the page is told, once it is as wanted; its clock goes on meanwhile.</summary>
    private static async Task<Role?> Sees(SessionState state, FakeTimeProvider clock, Func<Role?, bool> wanted)
    {
        Role? seen = null;
        await Until.True(async () =>
        {
            clock.Advance(SessionState.Pace);
            seen = Enum.TryParse<Role>((await state.GetAuthenticationStateAsync()).User.FindFirstValue(AccountClaims.Role), out var role) ? role : null;
            return wanted(seen);
        });
        return seen;
    }

    private async Task<string> Stamp()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>().FindByEmailAsync(_email))!.Account.SecurityStamp;
    }

    private async Task<(Browser Browser, AccountId Account)> SignedIn(Role role)
    {
        var account = await app.AddAccount(_email, role: role);
        var browser = new Browser(app);
        await SignIn(browser);
        return (browser, account);
    }

    private async Task SignIn(Browser browser) => (await browser.PostForm("/sign-in", ("email", _email), ("password", EllaApp.Password))).Dispose();

    private static async Task<HttpStatusCode> Status(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return answer.StatusCode;
    }

    /// <summary>The path that one is redirected to; empty for none.</summary>
    private async Task<string> Led(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return answer.Headers.Location is { } to ? new Uri(app.Address, to).AbsolutePath : "";
    }
}
