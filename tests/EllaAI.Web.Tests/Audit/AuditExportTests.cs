using System.Net;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Audit;

/// <summary>The log as a file.</summary>
public sealed class AuditExportTests(EllaApp app)
{
    private const string Path = "/settings/audit/export";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_takes_the_log_away_as_it_is_chained_and_others_do_not()
    {
        await app.Invite();
        var admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));
        await Until.True(async () => (await app.Services.GetRequiredService<ListAudit>().Run(admin, AuditAction.CandidateInvited, "", Ct)).Ok(out var page, out _) && page.Items.Count > 0);

        using var owner = await SignedIn(Role.Owner);
        using var taken = await owner.Get(Path);
        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (taken.StatusCode, taken.Content.Headers.ContentType?.MediaType));
        Assert.Equal("attachment", taken.Content.Headers.ContentDisposition?.DispositionType);
        var entries = (await taken.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<AuditEntry>(line, DocumentJson.Options)!).Reverse().ToArray();
        Assert.NotEmpty(entries);
        Assert.All(entries, e => Assert.Equal(e.Sum(), e.Hash));
        Assert.Equal(entries.SkipLast(1).Select(e => e.Hash), entries.Skip(1).Select(e => e.Previous));

        using var recruiter = await SignedIn(Role.Recruiter);
        Assert.Equal("forbidden", await recruiter.Get(Path).Problem(HttpStatusCode.Forbidden));
        using var nobody = new Browser(app);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.Get(Path)).StatusCode);
    }

    private async Task<Browser> SignedIn(Role role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@acme.example";
        await app.AddAccount(email, role: role);
        var browser = new Browser(app);
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        return browser;
    }
}
