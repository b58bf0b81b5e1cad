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
        (await looks.Colours(_admin, "#0f766e", "#facc15", Ct)).Value();
        (await own.Services.GetRequiredService<SetDefaultExtraTime>().Run(_admin, 25, Ct)).Value();
        var token = await own.Invite();

        var coloured = await Page(browser, $"/take/{token}");
        Assert.Contains("style=\"--brand:#0f766e;--on-brand:#ffffff\"", coloured, StringComparison.Ordinal);
        // Black on yellow, on the welcome and above their work.
        Assert.Contains("<p class=\"company-head\" style=\"--head:#facc15;--on-head:#000000;", coloured, StringComparison.Ordinal);
        Assert.Contains("<header class=\"ws-bar\" style=\"--head:#facc15;--on-head:#000000;", await Page(browser, $"/take/{token}/practice"), StringComparison.Ordinal);
        Assert.Contains("1 hour 15 minutes", coloured, StringComparison.Ordinal);
        Assert.Contains("with 25 % extra", coloured, StringComparison.Ordinal);
        var look = (await looks.Logo(_admin, Pictures.Png(), Ct)).Value().Look;
        Assert.Contains($"src=\"/logos/acme/{look.Logo}\"", await Page(browser, $"/take/{token}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#facc15\"><script>", "")]
    [InlineData("", "#000000;background:url(//evil.example)")]
    public async Task What_is_kept_and_is_no_colour_gets_into_no_page(string colour, string header)
    {
        var look = new CompanyLook(colour) { Header = header };
        var parameters = new Dictionary<string, object?> { ["Id"] = new CompanyId("acme"), ["Name"] = "Acme", ["Look"] = look };

        var shown = await Access.RenderedPages.Of(app, typeof(Web.Companies.CompanyHead), new(), parameters);

        Assert.DoesNotContain("style=", shown, StringComparison.Ordinal);
        Assert.Contains("Acme", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_is_typed_in_light_and_dark()
    {
        var parameters = new Dictionary<string, object?> { ["Id"] = new CompanyId("acme"), ["Name"] = "Acme", ["Look"] = new CompanyLook("#0f766e") { Header = "#fde047" } };

        var shown = await Access.RenderedPages.Of(app, typeof(Web.Companies.LookPreview), new(), parameters);

        foreach (var theme in (string[])["light", "dark"]) Assert.Contains($"data-theme=\"{theme}\"", shown, StringComparison.Ordinal);
        Assert.Equal((3, 5), (shown.Split("--head:#fde047;--on-head:#000000").Length, shown.Split("--brand:#0f766e;--on-brand:#ffffff").Length));
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
