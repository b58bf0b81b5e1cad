using System.Net;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Audit;
using EllaAI.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Audit;

/// <summary>The filter of the log as it stands in the page's address.</summary>
public sealed class AuditAddressTests(EllaApp app)
{
    private readonly CompanyId _id = new($"log{Guid.NewGuid():N}"[..12]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_address_chooses_is_shown_and_taken_away()
    {
        var admin = await Admin();
        await Did(AuditAction.MailResent, "system");
        await Did(AuditAction.QuestionSaved, $"{admin.Id.Value:N}");

        var shown = await Page(admin, $"?action={AuditAction.QuestionSaved}&who={admin.Id.Value:N}&from=2026-01-01&until=2026-12-31");

        Assert.Equal((1, 0), (Rows(shown, AuditAction.QuestionSaved), Rows(shown, AuditAction.MailResent)));
        Assert.Contains($"{AuditFeature.Export}?action={AuditAction.QuestionSaved}&who=…&from=2026-01-01&until=2026-12-31\"", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.Contains("value=\"2026-12-31\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_in_which_a_filter_finds_nothing_can_be_verified_and_taken_away()
    {
        var admin = await Admin();
        await Did(AuditAction.MailResent, "system");

        var shown = await Page(admin, $"?action={AuditAction.MemberLeft}");

        Assert.Contains("Nothing of this kind was done", shown, StringComparison.Ordinal);
        Assert.Contains("Verify", shown, StringComparison.Ordinal);
        Assert.Contains($"href=\"{AuditFeature.Export}?action={AuditAction.MemberLeft}\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?action=made-up&who=nobody-here")]
    [InlineData("?action=%3Cscript%3Ealert(1)%3C/script%3E&who=%22%3E%3Cimg%20src=x%3E")]
    [InlineData("?who=%00%ff&action=%00&action=second")]
    [InlineData("?who=api-key/00000000000000000000000000000000")]
    [InlineData("?page=7&cursor=abc&company=globex")]
    public async Task What_the_address_makes_up_is_no_filter(string query)
    {
        var admin = await Admin();
        await Did(AuditAction.MailResent, "system");

        var shown = await Page(admin, query);

        Assert.Equal(1, Rows(shown, AuditAction.MailResent));
        Assert.Contains($"href=\"{AuditFeature.Export}\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Clear filters", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=soon", "This is not a date.")]
    [InlineData("?until=%22%3E%3Cscript%3E", "This is not a date.")]
    [InlineData("?from=2026-03-02&until=2026-03-01", "The first day is after the last one.")]
    public async Task Wrong_days_in_the_address_are_told_once_and_bound_nothing(string query, string told)
    {
        var admin = await Admin();
        await Did(AuditAction.MailResent, "system");

        var shown = await Page(admin, query);

        Assert.Equal(2, shown.Split(told).Length);
        Assert.Equal(1, Rows(shown, AuditAction.MailResent));
        Assert.DoesNotContain("<script>", shown, StringComparison.Ordinal);
        Assert.Contains($"href=\"{AuditFeature.Export}\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_names_nobody_of_another_company()
    {
        var (admin, theirs) = (await Admin(), await app.AddAccount($"zed-{Guid.NewGuid():N}@globex.example", new("globex")));
        await Did(AuditAction.MailResent, "system");
        var documents = app.Services.GetRequiredService<IDocumentStore>();
        var zed = (await documents.Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, theirs), Ct))!;
        Assert.True(await documents.Commit([Change.Update(zed, zed.Value with { Name = "Zed Quux" })], [], Ct));

        var shown = await Page(admin, $"?who={theirs.Value:N}");

        Assert.DoesNotContain("Zed Quux", shown, StringComparison.Ordinal);
        Assert.Equal(1, Rows(shown, AuditAction.MailResent));
        Assert.Contains($"href=\"{AuditFeature.Export}\"", shown, StringComparison.Ordinal);
    }

    private static int Rows(string page, string action) => page.Split($">{WebUtility.HtmlEncode(AuditWords.Of(action))}</span>").Length - 1;

    private async Task<Account> Admin()
    {
        var id = await app.AddAccount($"ada-{Guid.NewGuid():N}@log.example", _id, Role.Admin);
        return (await app.Services.GetRequiredService<IDocumentStore>().Get<Account>(Actor.System(CompanyId.Platform).Key(Account.Collection, id), Ct))!.Value;
    }

    private async Task Did(string action, string who)
    {
        var filter = new AuditFilter(action, who);
        var list = app.Services.GetRequiredService<ListAudit>();
        Assert.True(await app.Services.GetRequiredService<IDocumentStore>().Commit(
            [], [new Audited(_id, who, action, "nothing/1", new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "", "")], Ct));
        await Until.True(async () => (await list.Run(Actor.System(_id), filter, "", Ct)).Ok(out var page, out _) && page.Items.Count > 0);
    }

    private async Task<string> Page(Account admin, string query)
    {
        var session = await app.Services.GetRequiredService<Sessions>().Begin(admin.Id, admin.SecurityStamp, "", "", Ct);
        var user = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, $"{admin.Id.Value:N}"), new(AccountClaims.Session, $"{session.Id.Value:N}"), new(AccountClaims.Role, nameof(Role.Admin)),
                new(AccountClaims.Company, _id.Value), new(AccountClaims.CompanyName, _id.Value),
            ],
            "test"));
        return await RenderedPages.Of(app, typeof(AuditPage), user, [], query);
    }
}
