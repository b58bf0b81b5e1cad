using System.Net;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Access;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Tests.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Impersonations;

/// <summary>An admin of the platform acts as a member, in the product itself.</summary>
public sealed class ActingTests(EllaApp app)
{
    /// <summary>Written down here once more, so that none is opened by taking it out of the list.</summary>
    public static TheoryData<string> Closed { get; } =
    [
        "/account", "/sign-in", "/join", "/set-up", "/forgot-password", "/reset-password", "/confirm-email", "/switch-company", "/platform", "/take", "/attempts", "/practice",
        "/hubs/attempt",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore Documents => app.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    public async Task They_are_the_member_on_every_page_under_a_banner_that_says_so()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        Assert.Equal("/platform/companies", await acting.Led("/home"));

        await acting.Begin();

        Assert.Equal("/assessments", await acting.Led("/home"));
        using var export = await acting.Browser.Get("/settings/audit/export");
        Assert.Equal((HttpStatusCode.OK, $"audit-{acting.Company}.jsonl"), (export.StatusCode, export.Content.Headers.ContentDisposition?.FileName));
        foreach (var page in (string[])["/assessments", "/settings/company", "/forbidden", "/not-found", "/nowhere", "/"])
        {
            var html = await acting.Html(page);
            foreach (var told in (string[])["acts as", "Rita Moreno", ActingBrowser.Why, "minutes left", "action=\"/acting/end\""]) Assert.Contains(told, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_signed_in_some_time_ago_shows_first_that_it_is_them()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        // A session that goes on in another way has not been proved.
        (await acting.Browser.PostFormAs(acting.Olu, "/switch-company", ("company", "platform"))).Dispose();
        var back = $"{acting.Page}?act={acting.Rita.Value:N}";

        Assert.StartsWith("/account/confirm?returnUrl=", await acting.Led($"/platform/act?company={acting.Company}&member={acting.Rita.Value:N}"), StringComparison.Ordinal);
        Assert.StartsWith("/account/confirm?returnUrl=", await acting.Ask(acting.Rita), StringComparison.Ordinal);
        Assert.Contains("You are about to act as somebody else", await acting.Html($"/account/confirm?returnUrl={Uri.EscapeDataString(back)}"), StringComparison.Ordinal);
        using (var confirmed = await acting.Browser.PostFormAs(acting.Olu, "/account/confirm", ("password", EllaApp.Password), ("returnUrl", back))) Assert.Equal(back, confirmed.Headers.Location?.ToString());

        Assert.Equal(back, await acting.Led($"/platform/act?company={acting.Company}&member={acting.Rita.Value:N}"));
        Assert.Equal("/home", await acting.Ask(acting.Rita));
    }

    [Fact]
    public async Task What_cannot_begin_is_said_on_the_companys_page()
    {
        using var acting = await ActingBrowser.SignedIn(app);

        Assert.Equal($"{acting.Page}?act={acting.Rita.Value:N}&problem=invalid-reason", await acting.Ask(acting.Rita, "short"));
        Assert.Equal($"{acting.Page}?act={acting.Olu.Value:N}&problem=impersonation-no-member", await acting.Ask(acting.Olu));
        using var recruiter = new Browser(app);
        var (email, account) = ($"sam-{Guid.NewGuid():N}@acme.example", default(AccountId));
        account = await app.AddAccount(email, acting.Company, Role.Owner);
        (await recruiter.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        using var refused = await recruiter.PostFormAs(account, "/platform/act", ("company", acting.Company.Value), ("member", acting.Rita.Value.ToString("N")), ("reason", ActingBrowser.Why));
        Assert.Equal("/forbidden", refused.Headers.Location?.ToString());
        Assert.Empty(await Documents.Query<Impersonation>(Actor.System(acting.Company).Query(Impersonation.InState, "running"), Ct).ToList(Ct));
    }

    [Fact]
    public void All_that_is_closed_is_asked_here() => Assert.Equal(ActingLimits.Closed.Keys.Order(StringComparer.Ordinal), Closed.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task What_is_closed_to_them_is_refused_in_one_place(string path)
    {
        using var acting = await ActingBrowser.SignedIn(app);
        await acting.Begin();

        foreach (var address in (string[])[path, $"{path}/{Guid.NewGuid()}", path.ToUpperInvariant()])
        {
            Assert.Equal(Withheld.Code, await acting.Browser.Get(address).Problem(HttpStatusCode.Forbidden));
            Assert.Equal(Withheld.Code, await acting.Browser.PostFormAs(acting.Olu, address, ("company", "platform"), ("password", EllaApp.Password)).Problem(HttpStatusCode.Forbidden));
        }

        Assert.Contains("Not while you act as somebody else", await acting.Html($"/forbidden?acting={Uri.EscapeDataString(path)}"), StringComparison.Ordinal);
        Assert.Equal("/assessments", await acting.Led("/home"));
    }

    [Fact]
    public async Task A_candidates_hub_does_not_open_to_them()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        await acting.Begin();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, $"/hubs/attempt?attempt={Guid.NewGuid():N}"), http => http.Cookies = acting.Browser.Cookies).Build();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(Ct));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("/acting/end")]
    [InlineData("/sign-out")]
    public async Task Whoever_ends_it_is_in_their_own_session_again(string form)
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var begun = await acting.Begin();

        using (var ended = await acting.Browser.PostFormAs(acting.Olu, form)) Assert.Equal($"{acting.Page}?said=ended", ended.Headers.Location?.ToString());

        Assert.Equal("/platform/companies", await acting.Led("/home"));
        Assert.DoesNotContain("acts as", await acting.Html("/forbidden"), StringComparison.Ordinal);
        Assert.Equal(ImpersonationEnd.Ended, (await Documents.Get<Impersonation>(Impersonation.Key(Actor.System(acting.Company), begun.Id), Ct))!.Value.End);
        Assert.Null(await Documents.Get<Session>(Session.Key(begun.Session), Ct));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("member disabled")]
    [InlineData("company suspended")]
    public async Task Whoever_is_put_out_of_it_is_in_their_own_session_again_and_nothing_is_done_meanwhile(string what)
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var begun = await acting.Begin(acting.Rita);

        await Over(acting, begun, what);

        Assert.Equal($"{acting.Page}?said=ended", await acting.Led("/assessments"));
        Assert.Equal("/platform/companies", await acting.Led("/home"));
        Assert.Equal(ImpersonationState.Ended, (await Documents.Get<Impersonation>(Impersonation.Key(Actor.System(acting.Company), begun.Id), Ct))!.Value.State);
    }

    [Fact]
    public async Task A_form_that_comes_too_late_does_nothing_in_their_own_name()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var begun = await acting.Begin();
        await Over(acting, begun, "owner");

        // Meant for the impersonation; as themselves they would be signed out by it.
        using (var late = await acting.Browser.PostFormAs(acting.Olu, "/sign-out")) Assert.Equal(HttpStatusCode.SeeOther, late.StatusCode);

        Assert.Equal("/platform/companies", await acting.Led("/home"));
    }

    [Theory]
    [InlineData("own session")]
    [InlineData("role lost")]
    public async Task Without_a_session_or_a_role_of_their_own_nothing_is_left(string what)
    {
        using var acting = await ActingBrowser.SignedIn(app);
        await app.AddAccount($"pia-{Guid.NewGuid():N}@platform.example", CompanyId.Platform, Role.PlatformAdmin);
        var begun = await acting.Begin();

        await Over(acting, begun, what);

        Assert.DoesNotContain("/assessments", await acting.Led("/home"), StringComparison.Ordinal);
        Assert.Equal(what == "role lost" ? "/forbidden" : "/sign-in", (await acting.Led("/settings/audit/export")).Split('?')[0]);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("themselves")]
    [InlineData("own session")]
    [InlineData("role lost")]
    [InlineData("member disabled")]
    [InlineData("company suspended")]
    public async Task A_page_that_stays_open_is_left_within_five_seconds(string what)
    {
        using var acting = await ActingBrowser.SignedIn(app);
        await app.AddAccount($"pia-{Guid.NewGuid():N}@platform.example", CompanyId.Platform, Role.PlatformAdmin);
        var begun = await acting.Begin(acting.Rita);
        var clock = new FakeTimeProvider();
        var reader = app.Services.GetRequiredService<SessionReader>();
        using var state = new SessionState(reader, clock, NullLogger<SessionState>.Instance);
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState((await reader.Read(Cookie(acting.Olu, begun), mayMove: true, Ct))!.Value.User)));
        await Sees(Role.Recruiter);

        await Over(acting, begun, what);

        // One look is enough, and comes within the five seconds.
        clock.Advance(SessionState.Pace);
        await Sees(null);
        Assert.True(SessionState.Pace < TimeSpan.FromSeconds(4));

        Task Sees(Role? wanted) => Until.True(async () =>
        {
            if (wanted is not null) clock.Advance(SessionState.Pace);
            var user = (await state.GetAuthenticationStateAsync()).User;
            return wanted is null ? user.Identity?.IsAuthenticated != true : CurrentActor.Of(user) is { Acting.Member: var member } && member == acting.Rita;
        });
    }

    [Fact]
    public async Task A_page_of_ones_own_session_never_becomes_one_of_whom_one_acts_as()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var clock = new FakeTimeProvider();
        var reader = app.Services.GetRequiredService<SessionReader>();
        using var state = new SessionState(reader, clock, NullLogger<SessionState>.Instance);
        var begun = await acting.Begin(acting.Rita);
        var cookie = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, acting.Olu.Value.ToString("N")), new(AccountClaims.Session, begun.Own.Value.ToString("N")),
                new(AccountClaims.Company, CompanyId.Platform.Value),
            ],
            "test"));
        var own = (await reader.Read(cookie, mayMove: true, Ct))!.Value.User;
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(own)));
        var opened = AccountClaims.BearerOf(own);
        var acts = (await reader.Read(Cookie(acting.Olu, begun), mayMove: true, Ct))!.Value.User;

        // A connection that comes back brings the cookie of now.
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(acts)));

        Assert.NotEqual(true, (await state.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
        Assert.False(AccountClaims.IsBearer(opened, acts));
        Assert.False(AccountClaims.IsBearer(AccountClaims.BearerOf(acts), own));
        Assert.True(AccountClaims.IsBearer(opened, own));
    }

    [Fact]
    public async Task A_cookie_for_another_session_than_its_own_is_worth_nothing()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var begun = await acting.Begin();
        var reader = app.Services.GetRequiredService<SessionReader>();

        Assert.NotNull(await reader.Read(Cookie(acting.Olu, begun), mayMove: true, Ct));
        // Somebody else's, the member's own, one that hides that somebody acts, and one's own session dressed up as acting.
        Assert.Null(await reader.Read(Cookie(acting.Rita, begun), mayMove: true, Ct));
        Assert.Null(await reader.Read(Cookie(acting.Ines, begun), mayMove: true, Ct));
        var hidden = Cookie(acting.Olu, begun).Claims.Where(c => c.Type != ActingClaims.Own);
        Assert.Null(await reader.Read(new(new ClaimsIdentity(hidden, "test")), mayMove: true, Ct));
        Assert.Null(await reader.Read(Cookie(acting.Olu, begun with { Session = begun.Own }), mayMove: true, Ct));
        Assert.Null(CurrentActor.Of(Cookie(acting.Olu, begun)));
    }

    [Fact]
    public async Task What_they_do_is_in_the_companys_log_with_both_persons_and_its_owner_was_written_to()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var begun = await acting.Begin();
        var user = (await app.Services.GetRequiredService<SessionReader>().Read(Cookie(acting.Olu, begun), mayMove: true, Ct))!.Value.User;
        (await app.Services.GetRequiredService<RenameCompany>().Run(CurrentActor.Of(user)!, "New name", Ct)).Value();
        (await acting.Browser.PostFormAs(acting.Olu, "/acting/end")).Dispose();

        var (list, owner) = (app.Services.GetRequiredService<ListAudit>(), acting.Owner);
        IReadOnlyList<AuditLine> lines = [];
        await Until.True(async () => (lines = (await list.Run(owner, new(), "", Ct)).Value().Items).Any(l => l.Entry.Action == AuditAction.ImpersonationEnded));

        Assert.Equal(
            [AuditAction.ImpersonationEnded, AuditAction.CompanyRenamed, AuditAction.ImpersonationBegan],
            lines.Where(l => l.Entry.During == begun.Id.Value.ToString("N")).Select(l => l.Entry.Action));
        Assert.All(lines.Where(l => l.Entry.During.Length > 0), l => Assert.Equal((acting.Olu.Value.ToString("N"), acting.Ines.Value.ToString("N"), "Rita Moreno for Rita Moreno"), (l.Entry.Actor, l.Entry.For, l.Who)));
        Assert.Null((await app.Services.GetRequiredService<VerifyAudit>().Run(owner, Ct)).Value().Broken);
        var platform = Actor.Member(acting.Olu, new(CompanyId.Platform, Role.PlatformAdmin));
        await Until.True(async () => (await list.Run(platform, new(AuditAction.ImpersonationEnded), "", Ct)).Value().Items.Any(l => l.Entry.During == begun.Id.Value.ToString("N")));
        var mail = Assert.Single(await Documents.Query<Mail>(Actor.System(acting.Company).Query(Mail.Newest), Ct).ToList(Ct));
        Assert.Contains(ActingBrowser.Why, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_companys_page_shows_who_acts_and_its_owners_see_it_too()
    {
        using var acting = await ActingBrowser.SignedIn(app);
        var own = await SignedIn(acting.Olu, CompanyId.Platform, Role.PlatformAdmin);
        await acting.Begin();

        foreach (var (path, user) in new[] { ("/platform/companies/{company}", own), ("/settings/company", await SignedIn(acting.Ines, acting.Company, Role.Owner)) })
        {
            var page = RouteCalls.Pages(app).Single(p => "/" + p.RoutePattern.RawText!.TrimStart('/') == path);
            var html = await RenderedPages.Of(app, page, user, Guid.Parse(acting.Company.Value));
            Assert.Contains(ActingBrowser.Why, html, StringComparison.Ordinal);
            Assert.Contains("Running", html, StringComparison.Ordinal);
        }
    }

    private async Task Over(ActingBrowser acting, Impersonation begun, string what)
    {
        var platform = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));
        if (what == "owner") (await app.Services.GetRequiredService<EndImpersonation>().Run(acting.Owner, begun.Id, Ct)).Value();
        else if (what == "themselves") (await acting.Browser.PostFormAs(acting.Olu, "/acting/end")).Dispose();
        else if (what == "own session") await app.Services.GetRequiredService<Sessions>().End(begun.Own, Ct);
        else if (what == "role lost") (await app.Services.GetRequiredService<ChangeMember>().Disable(platform, acting.Olu, Ct)).Value();
        else if (what == "member disabled") (await app.Services.GetRequiredService<ChangeMember>().Disable(acting.Owner, begun.As, Ct)).Value();
        else (await app.Services.GetRequiredService<ChangeCompany>().Suspend(platform, acting.Company, "Bills are open.", Ct)).Value();
    }

    private static ClaimsPrincipal Cookie(AccountId account, Impersonation begun) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, account.Value.ToString("N")), new(AccountClaims.Session, begun.Session.Value.ToString("N")),
            new(ActingClaims.Own, begun.Own.Value.ToString("N")), new(AccountClaims.Company, "acme"), new(AccountClaims.Role, "Owner"),
        ],
        "test"));

    private async Task<ClaimsPrincipal> SignedIn(AccountId id, CompanyId company, Role role)
    {
        var account = (await Documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, id), Ct))!.Value;
        var session = await app.Services.GetRequiredService<Sessions>().Begin(id, account.SecurityStamp, "", "", Ct);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, id.Value.ToString("N")), new(ClaimTypes.Name, account.Name), new(AccountClaims.Session, session.Id.Value.ToString("N")),
                new(AccountClaims.Role, role.ToString()), new(AccountClaims.Company, company.Value),
            ],
            "test"));
    }
}
