using System.Net;
using System.Text.RegularExpressions;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Privacy;

/// <summary>What people leave behind in the product, and what is left of it.</summary>
internal static class PrivacyApp
{
    public const string Code = "print('ann was here') # passes 2";

    public static readonly CompanyId Acme = new("acme");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static T Get<T>(this EllaApp app)
        where T : notnull => app.Services.GetRequiredService<T>();

    public static Actor Admin(Role role = Role.Admin) => Actor.Member(new(Guid.NewGuid()), new(Acme, role));

    public static EllaApp WithWebhooks(EllaApp app)
    {
        app.Settings["Webhooks:AllowInsecure"] = "true";
        app.Settings["Webhooks:AllowPrivateNetworks"] = "true";
        return app;
    }

    /// <summary>Through the candidate's own pages: practice, typing, runs and submissions, a code from the mail, an invitation as a member, and a webhook that nobody takes.</summary>
    public static async Task<CandidatePage> AnnLeavesAll(EllaApp app)
    {
        (await app.Get<AddWebhook>().Run(Admin(), "http://127.0.0.1:9/", "", [.. WebhookEvents.All.Select(e => e.Name)], Ct)).Value();
        var locked = await app.InviteWithCode();
        using (var other = new Browser(app)) (await other.SubmitFrom($"/take/{locked}", $"/take/{locked}/code")).Dispose();
        (await app.Get<InviteMember>().Run(Admin(Role.Owner), "ann@example.com", Role.Viewer, app.Address, Ct)).Value();
        var page = await CandidatePage.Start(app);
        var epoch = await page.Open();
        for (var i = 1; i <= 5; i++) (await page.Write(epoch, i, page.Snapshot($"{Code} {i}"))).EnsureSuccessStatusCode().Dispose();
        foreach (var kind in (string[])["run", "submit"])
            await page.Finished((await page.Execute(kind, Code).Json(HttpStatusCode.Accepted)).Text("id")!);
        return page;
    }

    public static async Task<CandidatePage> AnnStarts(EllaApp app)
    {
        var page = await CandidatePage.Start(app);
        (await page.Write(await page.Open(), 1, page.Snapshot(Code))).EnsureSuccessStatusCode().Dispose();
        return page;
    }

    public static async Task<Erasure> Erase(EllaApp app, string email = "ann@example.com")
    {
        var admin = Admin();
        var asked = (await app.Get<AskErasure>().Candidate(admin, email, endsAttempt: true, Ct)).Value();
        await Until.True(async () => (await app.Get<ListErasures>().One(admin, asked.Id, Ct)).Ok(out _, out _));
        return (await app.Get<ListErasures>().One(admin, asked.Id, Ct)).Value();
    }

    /// <summary>Every document of the installation that holds one of the words.</summary>
    public static async Task<IReadOnlyList<string>> Left(EllaApp app, params string[] words)
    {
        var (left, documents) = (new List<string>(), app.Get<IDocumentStore>());
        foreach (var company in (string[])["acme", "globex", "platform"])
            await foreach (var document in documents.Walk(Actor.System(new(company)).Range(), Ct))
                if (words.Any(w => document.Body!.Contains(w, StringComparison.OrdinalIgnoreCase))) left.Add($"{document.Key}: {document.Body}");
        return left;
    }

    public static Task<IReadOnlyList<string>> LeftOfAnn(EllaApp app) => Left(app, "ann@example.com", "Ann Lee", "ann was here");

    public static async Task<Browser> SignedIn(EllaApp app, string email)
    {
        var browser = new Browser(app);
        (await browser.PostForm("/sign-in", ("email", email), ("password", EllaApp.Password))).Dispose();
        return browser;
    }

    public static async Task<string> Html(this Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    public static string One(string html, string pattern) => Regex.Match(html, pattern).Groups[1].Value;
}
