using System.IO.Compression;
using System.Net;
using EllaAI.Core.Access;
using Xunit;

namespace EllaAI.Web.Tests.Privacy;

/// <summary>What somebody who signs in does about themselves.</summary>
public sealed class OwnDataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_takes_their_data_away_and_then_erases_themselves()
    {
        await using var app = new EllaApp();
        await app.InitializeAsync();
        await app.AddAccount("olga@acme.example", role: Role.Owner);
        var rita = await app.AddAccount("rita@acme.example");
        using var browser = await PrivacyApp.SignedIn(app, "rita@acme.example");

        using var asked = await browser.SubmitFrom("/account/privacy", "/account/privacy/export");
        Assert.Equal("/account/privacy", asked.Headers.Location?.ToString());
        var link = "";
        await Until.True(async () => (link = PrivacyApp.One(await browser.Html("/account/privacy"), """href="(/account/privacy/exports/[^"]+)""")).Length > 0);
        using (var file = await browser.Get(link))
        using (var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Ct)))
        {
            var account = zip.Entries.Single(e => e.FullName == $"account/{rita.Value:N}.json");
            using var reader = new StreamReader(account.Open());
            var text = await reader.ReadToEndAsync(Ct);
            Assert.Contains("rita@acme.example", text, StringComparison.Ordinal);
            Assert.DoesNotContain("passwordHash", text, StringComparison.Ordinal);
            Assert.Contains(zip.Entries, e => e.FullName.StartsWith("session/", StringComparison.Ordinal));
        }

        using var olga = await PrivacyApp.SignedIn(app, "olga@acme.example");
        Assert.Equal("not-found", await olga.Get(link).Problem(HttpStatusCode.NotFound));

        using var wrong = await browser.SubmitFrom("/account/privacy", "/account/privacy/erase", ("email", "olga@acme.example"));
        Assert.Equal("/account/privacy?problem=invalid-email", wrong.Headers.Location?.ToString());
        using var erased = await browser.SubmitFrom("/account/privacy", "/account/privacy/erase", ("email", "Rita@acme.example"));
        Assert.Equal("/sign-in?said=erased", erased.Headers.Location?.ToString());
        await Until.True(async () => (await PrivacyApp.Left(app, "rita@acme.example", rita.Value.ToString("N"))).All(IsLog));
        using var again = await PrivacyApp.SignedIn(app, "rita@acme.example");
        Assert.DoesNotContain(again.Cookies.GetAllCookies(), c => c.Name == "ella-session");
    }

    [Fact]
    public async Task The_only_owner_is_told_of_which_company_and_stays()
    {
        await using var app = new EllaApp();
        await app.InitializeAsync();
        await app.AddAccount("olga@acme.example", role: Role.Owner);
        using var browser = await PrivacyApp.SignedIn(app, "olga@acme.example");

        using var refused = await browser.SubmitFrom("/account/privacy", "/account/privacy/erase", ("email", "olga@acme.example"));

        Assert.Equal("/account/privacy?problem=last-owner", refused.Headers.Location?.ToString());
        Assert.Contains("You are the only one who owns Acme.", await browser.Html("/account/privacy?problem=last-owner"), StringComparison.Ordinal);
        Assert.Contains("Olga", (await PrivacyApp.Left(app, "olga@acme.example"))[0], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Who did what stays under the account's id, which leads to nobody any more; so does who asked for a receipt.</summary>
    private static bool IsLog(string document) =>
        !document.Contains("rita@acme.example", StringComparison.OrdinalIgnoreCase)
        && (document.Contains("ella.audited", StringComparison.Ordinal) || document.Split(':')[0].Split('/')[1] is "audit" or "erasure");
}
