using System.Net;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Access;
using EllaAI.Web.Tests.Access;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Features;

/// <summary>What a company has not is refused where others come in, and told on its pages.</summary>
public sealed class FeatureSwitchTests(EllaApp app)
{
    private readonly CompanyId _company = new(Guid.NewGuid().ToString("N"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_and_tokens_open_nothing_from_the_next_request_on_and_work_again_afterwards()
    {
        await using var program = await ApiProgram.Start(app, company: _company);
        await program.Get("/api/auth/verify").Json();

        await Switch(Feature.Api, false);
        Assert.Equal("feature-off", await program.Exchange(program.Secret).Problem(HttpStatusCode.Forbidden));
        Assert.Equal("feature-off", await program.Get("/api/auth/verify").Problem(HttpStatusCode.Forbidden));
        Assert.Equal("key-refused", await program.Exchange(program.Secret + "0").Problem(HttpStatusCode.Unauthorized));

        await Switch(Feature.Api, null);
        await program.Get("/api/auth/verify").Json();
        await program.Renew();
    }

    [Fact]
    public async Task An_installation_that_has_no_api_by_default_gives_it_to_whom_it_chooses()
    {
        await using var other = new EllaApp { Settings = { ["Features:api"] = "false" } };
        await other.InitializeAsync();
        Assert.False(other.Services.GetRequiredService<FeatureDefaults>().Of(Feature.Api));
        Assert.True(other.Services.GetRequiredService<FeatureDefaults>().Of(Feature.Webhooks));

        (await other.Services.GetRequiredService<SetFeature>().Run(Platform(), new("acme"), Feature.Api.Id, true, Ct)).Value();

        await using var program = await ApiProgram.Start(other);
        await program.Get("/api/auth/verify").Json();
    }

    [Fact]
    public async Task Single_sign_on_that_is_off_reads_as_that_of_no_company_and_says_what_to_do_instead()
    {
        await Add(Role.Owner);
        var sealedSecret = app.Services.GetRequiredService<ISignOnSecrets>().Seal(_company, "s");
        var provider = new Provider("https://id.example", "ella", sealedSecret, Role.Viewer, Guid.NewGuid());
        await app.Services.GetRequiredService<IDocumentStore>().Commit([Change.Create(Actor.System(_company).Key(Provider.Collection, "provider"), provider)], [], Ct);
        using var browser = new Browser(app);

        await Switch(Feature.SingleSignOn, false);
        foreach (var company in (string[])[$"{_company}", "nowhere"])
        {
            foreach (var address in (string[])[$"/sign-in/sso/{company}", $"/sign-in/sso/{company}/callback?code=x&state=y"])
            {
                using var left = await browser.Get(address);
                Assert.Equal($"/sign-in/problem?code=sign-on-none&company={company}", left.Headers.Location?.ToString());
            }
        }

        using var page = await browser.Get($"/sign-in/problem?code=sign-on-none&company={_company}");
        Assert.Contains("Sign in with your password", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/settings/api-keys", "api", "API keys are not switched on")]
    [InlineData("/settings/webhooks", "webhooks", "Webhooks are not switched on")]
    [InlineData("/settings/sign-in", "single-sign-on", "Single sign-on is not switched on")]
    [InlineData("/settings/company", "own-look", "An own colour and logo are not switched on")]
    public async Task Pages_say_so(string path, string feature, string said)
    {
        var user = await Add(Role.Owner);
        var page = RouteCalls.Pages(app).Single(p => "/" + p.RoutePattern.RawText!.TrimStart('/') == path);
        Assert.DoesNotContain("not switched on", await RenderedPages.Of(app, page, user, Guid.Empty), StringComparison.Ordinal);

        await Switch(Feature.Find(feature)!, false);

        Assert.Contains(said, await RenderedPages.Of(app, page, user, Guid.Empty), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhooks", "/settings/webhooks", "Go to webhooks")]
    [InlineData("api", "/settings/api-keys", "Go to api keys")]
    public async Task The_menu_and_its_keys_lead_to_no_part_that_is_switched_off(string feature, string place, string key)
    {
        await Add(Role.Owner);
        foreach (var (on, isThere) in ((bool?, bool)[])[(null, true), (false, false), (null, true)])
        {
            await Switch(Feature.Find(feature)!, on);
            var missing = await app.Services.GetRequiredService<ReadFeature>().Missing(Actor.System(_company), Ct);
            foreach (var role in (Role[])[Role.Owner, Role.Admin])
            {
                var menu = new Dictionary<string, object?> { ["Company"] = "Theirs", ["Role"] = role, ["Missing"] = missing };
                var rail = await RenderedPages.Of(app, typeof(RecruiterRail), new(), menu);
                var keys = await RenderedPages.Of(app, typeof(ShortcutsDialog), new(), new() { ["Role"] = role, ["Missing"] = missing });

                Assert.Equal((isThere, isThere), (rail.Contains($"href=\"{place}\"", StringComparison.Ordinal), keys.Contains(key, StringComparison.Ordinal)));
                Assert.Contains("href=\"/settings/company\"", rail, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Whoever_runs_the_installation_sees_each_and_what_was_chosen()
    {
        await Add(Role.Owner);
        await Switch(Feature.Webhooks, false);
        var page = RouteCalls.Pages(app).Single(p => p.RoutePattern.RawText!.EndsWith("platform/companies/{company}", StringComparison.Ordinal));

        var html = await RenderedPages.Of(app, page, await Add(Role.PlatformAdmin), Guid.Parse(_company.Value));

        Assert.All(Feature.All, f => Assert.Contains($"data-feature=\"{f.Id}\"", html, StringComparison.Ordinal));
        Assert.Contains("Rita Moreno", html, StringComparison.Ordinal);
    }

    private static Actor Platform() => Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private async Task Switch(Feature feature, bool? on) => (await app.Services.GetRequiredService<SetFeature>().Run(Platform(), _company, feature.Id, on, Ct)).Value();

    private async Task<ClaimsPrincipal> Add(Role role)
    {
        var of = role == Role.PlatformAdmin ? CompanyId.Platform : _company;
        var id = await app.AddAccount($"{role}-{Guid.NewGuid():N}@acme.example".ToLowerInvariant(), of, role);
        var account = (await app.Services.GetRequiredService<IDocumentStore>().Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, id), Ct))!.Value;
        var session = await app.Services.GetRequiredService<Sessions>().Begin(id, account.SecurityStamp, "", "", Ct);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, id.Value.ToString("N")), new(ClaimTypes.Name, account.Name), new(AccountClaims.Session, session.Id.Value.ToString("N")),
                new(AccountClaims.Role, role.ToString()), new(AccountClaims.Company, of.Value), new(AccountClaims.CompanyName, "Theirs"),
            ],
            "test"));
    }
}
