using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>What whoever sees to the platform finds on the pages of companies: nothing, and the way back.</summary>
public sealed class PlatformAdminPagesTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_page_is_theirs_or_is_closed_to_them_and_none_shows_an_error_beside_their_menu()
    {
        await using var company = await OneCompany.Make(app, $"p{Guid.NewGuid():N}"[..12]);
        var (user, (olu, _), (ines, _)) = (await company.Session(Role.PlatformAdmin), await company.SignIn(Role.PlatformAdmin), await company.SignIn(Role.Owner));
        var closed = 0;
        foreach (var page in RouteCalls.Pages(app))
        {
            var path = "/" + page.RoutePattern.RawText!.TrimStart('/').Replace("{company}", company.Id.Value, StringComparison.Ordinal).Replace("{id:guid}", $"{Guid.NewGuid()}", StringComparison.OrdinalIgnoreCase);
            using var answer = await olu.Get(path);
            using var members = await ines.Get(path);
            Assert.Equal(HttpStatusCode.OK, members.StatusCode);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var shown = await RenderedPages.Of(app, page, user, page.RoutePattern.Parameters.ToDictionary(p => p.Name, p => p.Name == "company" ? company.Id.Value : (object?)Guid.NewGuid()));
                Assert.False(shown.Contains("not open to you", StringComparison.Ordinal) || shown.Contains(Core.Problems.Forbidden.Detail, StringComparison.Ordinal), $"{path} shows: {shown}");
                continue;
            }

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/forbidden", new Uri(app.Address, answer.Headers.Location!).AbsolutePath);
            closed++;
        }

        Assert.True(closed >= 12, $"Only {closed} pages are companies'.");
    }

    [Fact]
    public async Task They_are_told_why_in_one_sentence_and_led_back()
    {
        await using var company = await OneCompany.Make(app, $"q{Guid.NewGuid():N}"[..12]);
        var (olu, account) = await company.SignIn(Role.PlatformAdmin);
        using var alone = await olu.Get("/forbidden?returnUrl=%2Fassessments");
        var page = await alone.Content.ReadAsStringAsync(Ct);

        Assert.Contains("This page is for members of a company, and you see to the platform, which has pages of its own.", page, StringComparison.Ordinal);
        Assert.Contains(">Go to companies</a>", page, StringComparison.Ordinal);
        using (var home = await olu.Get("/home")) Assert.Equal("/platform/companies", home.Headers.Location?.ToString());
        Assert.DoesNotContain("Ask an admin of your company", page, StringComparison.Ordinal);
        Assert.DoesNotContain("instead</button>", page, StringComparison.Ordinal);

        // Who is a member besides is led there as well.
        var known = (await app.Services.GetRequiredService<IDocumentStore>().Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, account), Ct))!.Value;
        await app.AddMember(known, company.Id, Role.Recruiter);
        using var both = await olu.Get("/forbidden");
        Assert.Contains($"Act for {company.Word} works instead</button>", await both.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
