using System.Net;
using EllaAI.Core.Privacy;
using EllaAI.Core.Tests;
using Xunit;

namespace EllaAI.Web.Tests.Privacy;

/// <summary>What a company asks candidates to agree to, on the pages that they see.</summary>
public sealed class AgreementTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_candidate_reads_it_ticks_it_and_can_read_again_what_it_was()
    {
        await using var app = new EllaApp();
        await app.InitializeAsync();
        var admin = PrivacyApp.Admin();
        var token = await app.Invite();
        using var ann = new Browser(app);
        Assert.DoesNotContain("name=\"agreed\"", await ann.Html($"/take/{token}"), StringComparison.Ordinal);
        (await app.Get<SetConsentText>().Run(admin, "We keep **all** of it. <script>alert(1)</script>", 0, Ct)).Value();

        var shown = await ann.Html($"/take/{token}");
        Assert.Contains("We keep <strong>all</strong> of it.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await Raw(ann, $"/take/{token}"), StringComparison.Ordinal);

        using var missing = await ann.SubmitFrom($"/take/{token}", $"/take/{token}/start", ("consent", "true"));
        Assert.Equal($"/take/{token}?problem=agreement-missing", missing.Headers.Location?.ToString());
        (await app.Get<SetConsentText>().Run(admin, "We keep nothing.", 1, Ct)).Value();
        using var stale = await ann.SubmitFrom($"/take/{token}", $"/take/{token}/start", ("consent", "true"), ("agreed", "1"));
        Assert.Equal($"/take/{token}?problem=agreement-changed", stale.Headers.Location?.ToString());
        Assert.Contains(ConsentProblems.Changed.Detail, await ann.Html($"/take/{token}?problem=agreement-changed"), StringComparison.Ordinal);
        using var started = await ann.SubmitFrom($"/take/{token}", $"/take/{token}/start", ("consent", "true"), ("agreed", "2"));
        var attempt = started.Headers.Location!.ToString();
        (await app.Get<SetConsentText>().Run(admin, "Another one.", 2, Ct)).Value();

        var agreed = await ann.Html($"{attempt}/agreement");
        Assert.Contains("We keep nothing.", agreed, StringComparison.Ordinal);
        Assert.Contains("version 2", agreed, StringComparison.Ordinal);
        using var other = new Browser(app);
        using var refused = await other.Get($"{attempt}/agreement");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task<string> Raw(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
