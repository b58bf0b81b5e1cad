using System.Net;
using System.Security.Claims;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Web.Access;
using EllaAI.Web.Audit;
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
        await Until.True(async () => (await app.Services.GetRequiredService<ListAudit>().Run(admin, new(AuditAction.CandidateInvited), "", Ct)).Ok(out var page, out _) && page.Items.Count > 0);

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

    [Fact]
    public async Task Who_acts_on_a_page_does_so_from_where_the_session_was_last_seen()
    {
        var account = await app.AddAccount($"rita-{Guid.NewGuid():N}@acme.example");
        var stamp = (await app.Services.GetRequiredService<IDocumentStore>().Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, account), Ct))!.Value.SecurityStamp;
        var session = await app.Services.GetRequiredService<Sessions>().Begin(account, stamp, "Mozilla/5.0 (X11; Linux x86_64) Firefox/151.0", "203.0.113.7", Ct);
        var cookie = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, $"{account.Value:N}"), new(AccountClaims.Session, $"{session.Id.Value:N}"), new(AccountClaims.Company, "acme")], "cookie"));

        var rita = CurrentActor.Of((await app.Services.GetRequiredService<SessionReader>().Read(cookie, mayMove: false, Ct))!.Value.User)!;

        Assert.Equal((account, session.Origin), (rita.Account, rita.Origin));
    }

    [Fact]
    public async Task A_filtered_log_is_taken_away_as_it_is_shown()
    {
        await app.Invite();
        var filter = new AuditFilter(AuditAction.CandidateInvited, app.Recruiter.Name);
        await Until.True(async () => (await app.Services.GetRequiredService<ListAudit>().Run(Actor.System(new("acme")), filter, "", Ct)).Ok(out var page, out _) && page.Items.Count > 0);

        using var owner = await SignedIn(Role.Owner);
        var entries = await Lines(owner, AuditFeature.ExportOf(filter));
        Assert.NotEmpty(entries);
        Assert.All(entries, e => Assert.Equal((AuditAction.CandidateInvited, app.Recruiter.Name), (e.Action, e.Actor)));
        Assert.Empty(await Lines(owner, AuditFeature.ExportOf(filter with { Who = "nobody" })));
    }

    [Fact]
    public async Task Days_bound_what_is_taken_away_and_wrong_ones_are_told()
    {
        await app.Invite();
        var (filter, today) = (new AuditFilter(AuditAction.CandidateInvited, app.Recruiter.Name), DateOnly.FromDateTime(DateTime.UtcNow));
        await Until.True(async () => (await app.Services.GetRequiredService<ListAudit>().Run(Actor.System(new("acme")), filter, "", Ct)).Ok(out var page, out _) && page.Items.Count > 0);

        using var owner = await SignedIn(Role.Owner);
        Assert.NotEmpty(await Lines(owner, AuditFeature.ExportOf(filter with { From = today.AddDays(-2), Until = today.AddDays(2) })));
        Assert.Empty(await Lines(owner, AuditFeature.ExportOf(filter with { From = today.AddDays(2) })));
        Assert.Empty(await Lines(owner, AuditFeature.ExportOf(filter with { Until = today.AddDays(-2) })));
        foreach (var wrong in (string[])["from=soon", "until=2026-02-30", "from=2026-03-02&until=2026-03-01"])
            Assert.Equal("invalid-dates", await owner.Get($"{Path}?{wrong}").Problem(HttpStatusCode.BadRequest));
        using var recruiter = await SignedIn(Role.Recruiter);
        Assert.Equal("forbidden", await recruiter.Get($"{Path}?from=soon").Problem(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task What_a_program_does_is_told_with_its_key_and_from_where()
    {
        await using var program = await Api.ApiProgram.Start(app);
        await program.Post($"/api/assessments/{app.Assessment.Id.Value:N}/invitations", new { name = "Bo", email = "bo@example.com" }).Json(HttpStatusCode.Created);
        var filter = new AuditFilter(AuditAction.CandidateInvited, $"{Actor.ProgramPrefix}{program.Key.Value:N}");
        IReadOnlyList<AuditLine> lines = [];

        await Until.True(async () => (lines = (await app.Services.GetRequiredService<ListAudit>().Run(Actor.System(new("acme")), filter, "", Ct)).Value().Items).Count > 0);

        Assert.Equal(("API key “A program”", "127.0.0.1"), (lines[0].Who, lines[0].From?.Address));
        Assert.Contains((await app.Services.GetRequiredService<ListAuditActors>().Run(Actor.System(new("acme")), Ct)).Value(), a => a.Name == filter.Who);
    }

    private static async Task<AuditEntry[]> Lines(Browser browser, string path)
    {
        using var taken = await browser.Get(path);
        return [.. (await taken.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<AuditEntry>(line, DocumentJson.Options)!)];
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
