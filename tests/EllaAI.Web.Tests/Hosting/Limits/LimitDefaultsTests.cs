using System.Net;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Hosting.Limits;

/// <summary>What an installation has that sets nothing, and what each limit tells.</summary>
public sealed class LimitDefaultsTests(EllaApp app)
{
    [Fact]
    public void They_are_those_that_were_promised()
    {
        var limits = new LimitOptions();

        Assert.Equal((1_000, 100, 500, 50), (limits.Address, limits.User, limits.Company, limits.Runs));
        Assert.Equal((600, 50, 30, 60), (limits.Attempt, limits.Executions, limits.SignIn, limits.Tokens));
        Assert.Equal((6_000, 1_000), (limits.Page, limits.PageBurst));
    }

    [Theory]
    [InlineData("/api/assessments", "api", "user,company")]
    [InlineData("/api/execution", "api", "user,runs,company")]
    [InlineData("/api/questions", "api", "user")]
    [InlineData("/attempts/{id:guid}/journal", "attempt", "")]
    [InlineData("/attempts/{id:guid}/executions", "executions", "")]
    [InlineData("/hubs/attempt", "attempt", "")]
    public void Each_address_counts_for_its_own(string path, string limit, string also)
    {
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(r => "/" + r.RoutePattern.RawText!.Trim('/') == path).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route =>
        {
            Assert.Equal(limit, route.Metadata.GetMetadata<IHasLimit>()?.Limit.Name);
            Assert.Equal(also.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), route.Metadata.GetOrderedMetadata<AlsoLimitedBy>().Select(a => a.Limit.Name).Order(StringComparer.Ordinal));
        });
    }

    [Theory]
    [InlineData("/account/password")]
    [InlineData("/account/confirm")]
    [InlineData("/account/authenticator")]
    [InlineData("/account/authenticator/off")]
    [InlineData("/account/recovery-codes")]
    [InlineData("/account/passkeys")]
    public void Who_changes_how_they_sign_in_is_limited_as_sign_ins_are(string path)
    {
        // The page of the same address, which Razor also maps for posts, comes behind it.
        var form = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(r => "/" + r.RoutePattern.RawText!.Trim('/') == path).MinBy(r => r.Order);

        Assert.Equal("sign-in", form?.Metadata.GetMetadata<IHasLimit>()?.Limit.Name);
    }

    [Fact]
    public async Task Whoever_is_refused_is_told_by_which_limit_and_until_when()
    {
        await using var few = new EllaApp();
        foreach (var name in new[] { "SignIn", "User", "Attempt", "Executions" }) few.Settings[$"Limits:{name}"] = "2";
        await few.InitializeAsync();
        using var browser = new Browser(few);
        using var candidate = await CandidatePage.Start(few);
        await using var program = await ApiProgram.Start(few);

        await Told("sign-in", () => browser.PostForm("/sign-in", ("email", "nobody@example.com"), ("password", "wrong horse battery")));
        await Told("attempt", () => candidate.Post("session"));
        await Told("executions", () => candidate.Post("executions"));
        await Told("user", () => program.Get("/api/questions"));
        await Told("csp-report", () => browser.PostJson("/csp-report", "[]", null));
    }

    [Fact]
    public async Task So_is_whoever_uses_up_what_an_address_a_company_or_its_runs_have()
    {
        await using var few = new EllaApp();
        foreach (var name in new[] { "Company", "Runs", "Tokens" }) few.Settings[$"Limits:{name}"] = "2";
        few.Settings["Limits:Address"] = "20";
        await few.InitializeAsync();
        await using var program = await ApiProgram.Start(few);
        using var browser = new Browser(few);

        await Told("runs", () => program.Get($"/api/execution/{Guid.NewGuid()}"));
        await Told("company", () => program.Get("/api/assessments"));
        await Told("tokens", () => program.Exchange("ella_acme_no"));
        await Told("api", () => program.Get("/api/questions", "wrong"));
        await Told("sign-on", () => browser.Get("/sign-in/sso/acme"));
        await Told("address", () => browser.Get("/sign-in"));
    }

    /// <summary>Asked until it is too much: a minute may begin between two requests.</summary>
    private static async Task Told(string limit, Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < 1_000; i++)
        {
            using var answer = await ask();
            if (answer.StatusCode != HttpStatusCode.TooManyRequests) continue;
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains($"\"{limit}\";q=", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
            Assert.Contains($"\"{limit}\";r=0;t=", Assert.Single(answer.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
            return;
        }

        Assert.Fail($"A thousand were let through by the limit {limit}.");
    }
}
