using System.IO.Compression;
using System.Net;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Privacy;
using EllaAI.Core.Tests;
using EllaAI.Web.Storage;
using EllaAI.Web.Tests.Attempts;
using Xunit;

namespace EllaAI.Web.Tests.Privacy;

/// <summary>The whole product, filled with everything that a candidate can leave behind.</summary>
public sealed class ErasePersonInProductTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_document_of_the_whole_installation_holds_the_address_the_name_or_the_code()
    {
        await using var app = PrivacyApp.WithWebhooks(new EllaApp());
        await app.InitializeAsync();
        using var page = await PrivacyApp.AnnLeavesAll(app);
        Assert.NotEmpty(await PrivacyApp.LeftOfAnn(app));

        var receipt = await PrivacyApp.Erase(app);

        Assert.Empty(await PrivacyApp.LeftOfAnn(app));
        Assert.Equal((2, 1, 5, 1), (receipt.Counts["invitation"], receipt.Counts["attempt"], receipt.Counts["journal"], receipt.Counts["member-invitation"]));
        // Neither an event nor a webhook's delivery leads to them any more.
        Assert.All(await PrivacyApp.Left(app, page.Attempt.Value.ToString("N")), d => Assert.True(d.StartsWith("acme/audit", StringComparison.Ordinal) || d.Contains("ella.audited", StringComparison.Ordinal), d));
        using var gone = await page.Browser.Get($"/take/{page.Token}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("what was kept about you here was erased", await Text(gone), StringComparison.Ordinal);
        await OnlyTheirOwnBrowserIsToldSo(app, page);
        await Until.True(async () => (await app.Get<ListAudit>().Run(PrivacyApp.Admin(), new(AuditAction.PersonErased), "", Ct)).Value().Items.Count == 1);
        Assert.Null((await app.Get<VerifyAudit>().Run(PrivacyApp.Admin(), Ct)).Value().Broken);
    }

    [Fact]
    public async Task Whoever_a_restored_backup_brings_back_is_erased_again_at_the_start()
    {
        var root = Directory.CreateTempSubdirectory("ella-restored-");
        try
        {
            var (data, backup) = (root.CreateSubdirectory("data"), Path.Combine(root.FullName, "backup"));
            await using (var app = EllaApp.On(data))
            {
                await app.InitializeAsync();
                using var page = await PrivacyApp.AnnStarts(app);
                Assert.Equal(0, await DataCommand.Run(["backup", backup, "--data", data.FullName], TextWriter.Null, TextWriter.Null, Ct));
                await PrivacyApp.Erase(app);
            }

            // The program ends a moment after it was told to stop.
            await Until.True(() => IsFree(data));
            foreach (var old in data.EnumerateFiles("ella*.db*")) old.Delete();
            foreach (var file in Directory.EnumerateFiles(backup, "ella*")) File.Copy(file, Path.Combine(data.FullName, Path.GetFileName(file)), overwrite: true);
            await using (var app = EllaApp.On(data))
            {
                await app.InitializeAsync();
                await Until.True(async () => (await app.Get<ListErasures>().Run(PrivacyApp.Admin(), "", Ct)).Value().Items is [{ State: ErasureState.Done }]);

                var receipt = Assert.Single((await app.Get<ListErasures>().Run(PrivacyApp.Admin(), "", Ct)).Value().Items);
                Assert.Equal((true, "system"), (receipt.Again, receipt.By));
                Assert.Empty(await PrivacyApp.LeftOfAnn(app));
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Exports_and_receipts_are_taken_away_by_whom_they_are_for()
    {
        await using var app = new EllaApp();
        await app.InitializeAsync();
        using var page = await PrivacyApp.AnnStarts(app);
        var ines = await app.AddAccount("ines@acme.example", role: Role.Admin);
        await app.AddAccount("olga@acme.example", role: Role.Owner);
        await app.AddAccount("rita@acme.example");
        var admin = Actor.Member(ines, new(PrivacyApp.Acme, Role.Admin));
        var export = (await app.Get<AskExport>().Candidate(admin, "ann@example.com", Ct)).Value();
        await Until.True(async () => (await app.Get<ReadExports>().One(admin, export.Id, Ct)).Ok(out _, out _));
        var path = $"/settings/privacy/exports/{export.Id.Value:N}";

        using var own = await PrivacyApp.SignedIn(app, "ines@acme.example");
        using var taken = await own.Get(path);
        using var zip = new ZipArchive(await taken.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(("application/zip", "attachment"), (taken.Content.Headers.ContentType?.MediaType, taken.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Contains(zip.Entries, e => e.FullName.StartsWith("attempt/", StringComparison.Ordinal));
        using var owner = await PrivacyApp.SignedIn(app, "olga@acme.example");
        Assert.Equal("not-found", await owner.Get(path).Problem(HttpStatusCode.NotFound));
        using var recruiter = await PrivacyApp.SignedIn(app, "rita@acme.example");
        Assert.Equal("forbidden", await recruiter.Get(path).Problem(HttpStatusCode.Forbidden));

        var receipt = await PrivacyApp.Erase(app);
        var shown = await owner.Get($"/settings/privacy/receipts/{receipt.Id.Value:N}").Json();
        Assert.Equal(("done", receipt.Subject), (shown.Text("state"), shown.Text("subject")));
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("address").ValueKind);
        Assert.Equal("forbidden", await recruiter.Get($"/settings/privacy/receipts/{receipt.Id.Value:N}").Problem(HttpStatusCode.Forbidden));
        Assert.Equal("not-found", await own.Get(path).Problem(HttpStatusCode.NotFound));
    }

    /// <summary>A page that was open leads there; to others an id tells nothing.</summary>
    private static async Task OnlyTheirOwnBrowserIsToldSo(EllaApp app, CandidatePage page)
    {
        using var other = new Browser(app);
        foreach (var path in (string[])["", "/done", "/agreement"])
        {
            using var own = await page.Browser.Get(page.Path + path);
            Assert.Equal(HttpStatusCode.Gone, own.StatusCode);
            Assert.Contains("Your data was erased", await Text(own), StringComparison.Ordinal);
            using var told = await other.Get(page.Path + path);
            using var nothing = await other.Get($"/attempts/{Guid.NewGuid():N}{path}");
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (told.StatusCode, nothing.StatusCode));
            foreach (var answer in (HttpResponseMessage[])[told, nothing])
            {
                var text = await Text(answer);
                Assert.Contains("Open your invitation link again", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Your data was erased", text, StringComparison.Ordinal);
            }
        }
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Ct);

    private static bool IsFree(DirectoryInfo data)
    {
        try
        {
            using var held = new FileStream(Path.Combine(data.FullName, "ella.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
