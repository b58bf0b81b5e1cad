using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Companies;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Companies;

/// <summary>Times on pages are written as where their company is.</summary>
public sealed class RegionPageTests
{
    [Fact]
    public async Task A_candidate_reads_times_as_the_company_writes_them()
    {
        await using var app = new EllaApp();
        await app.InitializeAsync();
        var admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));
        var token = await app.Invite();
        using var browser = new Browser(app);
        Assert.Contains("data-locale=\"en-GB\"", await Page(browser, $"/take/{token}"), StringComparison.Ordinal);

        (await app.Services.GetRequiredService<SetCompanyRegion>().Run(admin, "America/New_York", "en-US", TestContext.Current.CancellationToken)).Value();

        Assert.Matches("data-locale=\"en-US\">[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d\\d [AP]M UTC</time>", await Page(browser, $"/take/{token}"));
    }

    private static async Task<string> Page(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
