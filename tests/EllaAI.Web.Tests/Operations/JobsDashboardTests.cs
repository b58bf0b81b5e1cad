using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using Xunit;

namespace EllaAI.Web.Tests.Operations;

public sealed class JobsDashboardTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/platform/jobs")]
    [InlineData("/platform/jobs/jobs/enqueued")]
    [InlineData("/platform/jobs/recurring")]
    public async Task Jobs_are_shown_to_the_platforms_admin_and_to_nobody_else(string page)
    {
        using var stranger = new Browser(app);
        using var none = await stranger.Get(page);
        Assert.NotEqual(HttpStatusCode.OK, none.StatusCode);
        foreach (var role in (Role[])[Role.Viewer, Role.Recruiter, Role.Admin, Role.Owner])
        {
            using var member = await SignedIn(null, role);
            using var refused = await member.Get(page);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var operators = await SignedIn(CompanyId.Platform, Role.PlatformAdmin);
        using var shown = await operators.Get(page);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("EllaAI jobs", await shown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<Browser> SignedIn(CompanyId? company, Role role)
    {
        var email = $"{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email, company, role);
        var browser = new Browser(app);
        using var answer = await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }
}
