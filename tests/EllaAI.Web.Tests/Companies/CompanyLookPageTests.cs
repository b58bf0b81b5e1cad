using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Tests.Companies;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Companies;

/// <summary>What candidates see of a company's colour, logo and extra time.</summary>
public sealed class CompanyLookPageTests(EllaApp app)
{
    private static readonly Actor _admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SetCompanyLook Looks => app.Services.GetRequiredService<SetCompanyLook>();

    [Fact]
    public async Task A_candidate_sees_the_colour_the_logo_and_their_extra_time()
    {
        // Its company is everybody's: what others look at meanwhile must not change.
        await using var own = new EllaApp();
        await own.InitializeAsync();
        using var browser = new Browser(own);
        var looks = own.Services.GetRequiredService<SetCompanyLook>();
        (await looks.Colour(_admin, "#0f766e", Ct)).Value();
        (await own.Services.GetRequiredService<SetDefaultExtraTime>().Run(_admin, 25, Ct)).Value();
        var token = await own.Invite();

        var coloured = await Page(browser, $"/take/{token}");
        Assert.Contains("style=\"--brand:#0f766e;--on-brand:#ffffff\"", coloured, StringComparison.Ordinal);
        Assert.Contains("1 hour 15 minutes", coloured, StringComparison.Ordinal);
        Assert.Contains("with 25 % extra", coloured, StringComparison.Ordinal);
        var look = (await looks.Logo(_admin, Pictures.Png(), Ct)).Value().Look;
        Assert.Contains($"src=\"/logos/acme/{look.Logo}\"", await Page(browser, $"/take/{token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_is_served_as_a_picture_that_can_do_nothing()
    {
        var globex = Actor.Member(new(Guid.NewGuid()), new(new($"g-{Guid.NewGuid():N}"[..20]), Role.Admin));
        await app.Services.GetRequiredService<IDocumentStore>().Commit([Change.Create(Company.Key(globex), new Company(globex.Company, "Globex"))], [], Ct);
        var look = (await Looks.Logo(globex, Pictures.Jpeg(), Ct)).Value().Look;
        using var browser = new Browser(app);

        using var answer = await browser.Get($"/logos/{globex.Company}/{look.Logo}");

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal(Pictures.Jpeg(), await answer.Content.ReadAsByteArrayAsync(Ct));
        // Of another company, or another picture.
        foreach (var elsewhere in (string[])[$"/logos/acme/{look.Logo}", $"/logos/{globex.Company}/0000"])
        {
            using var missing = await browser.Get(elsewhere);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    private static async Task<string> Page(Browser browser, string path)
    {
        using var page = await browser.Get(path);
        return await page.Content.ReadAsStringAsync(Ct);
    }
}
