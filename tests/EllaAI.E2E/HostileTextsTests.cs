using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Everything that people can write carries markup that would run a script, and every page that shows it is looked at by everybody who may.</summary>
public sealed class HostileTextsTests(ProductFixture product)
{
    /// <summary>Ends what it may stand in, then brings an element, a script, a style and an address of its own.</summary>
    internal const string Markup = "\"'></textarea></title></script><img data-hostile src=x onerror=ellaSaw('ran')><script>ellaSaw('ran')</script>";

    /// <summary>Where there is little room.</summary>
    private const string Short = "<img data-hostile src=x onerror=ellaSaw('ran')>";

    /// <summary>A PNG of one pixel.</summary>
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly string[] _settings =
    [
        "/settings/company", "/settings/members", "/settings/roles", "/settings/sign-in", "/settings/api-keys", "/settings/webhooks", "/settings/privacy", "/settings/usage", "/settings/audit",
        "/account/security", "/account/sessions", "/account/privacy",
    ];

    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task No_text_that_people_write_becomes_markup_on_any_page()
    {
        // One of its own: the company is called so too.
        await using var ella = new EllaProcess();
        await ella.Start();
        await using var admins = await Watched(ella);
        await using var candidates = await Watched(ella);
        var admin = await Recruiter.SignIn(admins, Recruiter.Admin);
        var page = admin.Page;

        await NameCompany(page);
        await Upload(page);
        await AskToAgree(page);
        await Join(await Watched(ella), page);
        await MakeKey(page);
        await SetUpProvider(page);
        var question = await WriteQuestion(page);
        await Compose(page);
        var board = new Uri(page.Url).AbsolutePath;
        var candidate = await Candidate.Open(candidates, await admin.Invite($"Mal {Short}", "mal.ware@example.com"));
        await Clean(candidate.Page);
        await Solve(candidate);
        await AddWebhook(page);

        foreach (var path in (string[])["/questions", question, "/assessments", board, .. _settings]) await Shows(page, path);
        await Shows(page, "/outbox");
        await page.GetByText("Mal ").First.ClickAsync();
        await Expect(page.GetByText("/take/").First).ToBeVisibleAsync();
        await Clean(page);
        await page.GotoAsync(board);
        await admin.SeesState("mal.ware@example.com", "scored");
        await page.GetByLabel("State").SelectOptionAsync("scored");
        await admin.Row("mal.ware@example.com").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Mal <img");
        foreach (var part in await page.Locator("details").AllAsync()) await part.EvaluateAsync("e => { e.open = true; }");
        await Clean(page);

        await using var platform = await Watched(ella);
        var olu = (await Recruiter.SignIn(platform, "olu@ella.example", home: "Companies")).Page;
        await AddPlan(olu);
        await Suspend(olu);
        foreach (var path in (string[])["/platform/companies", "/platform/companies/acme", "/platform/companies/acme/usage", "/platform/plans", "/platform/outbox", "/platform/dead-letters", "/settings/audit"]) await Shows(olu, path);
        await Act(olu);
        await Delete(olu);
        foreach (var path in (string[])["/platform/companies", "/platform/companies/globex", "/platform/outbox", "/settings/audit"]) await Shows(olu, path);
        await Shows(page, "/settings/company");
        await Shows(page, "/outbox");

        using var http = new HttpClient { BaseAddress = ella.Address };
        Assert.DoesNotContain("ella_csp_violations", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("A browser refused", ella.Log, StringComparison.Ordinal);
    }

    /// <summary>A browser that tells when a payload ran, a dialog opened, or the page's policy had to refuse something.</summary>
    private async Task<IBrowserContext> Watched(EllaProcess ella)
    {
        var context = await product.Person(ella);
        await context.ExposeFunctionAsync<string>("ellaSaw", _seen.Enqueue);
        await context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => ellaSaw(`${e.effectiveDirective} ${e.blockedURI} on ${e.documentURI}`))");
        context.Dialog += (_, dialog) =>
        {
            _seen.Enqueue(dialog.Message);
            _ = dialog.DismissAsync();
        };
        return context;
    }

    private async Task Shows(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator(".bone:visible")).ToHaveCountAsync(0);
        await Clean(page);
    }

    private async Task Clean(IPage page)
    {
        Assert.Equal(0, await page.Locator("[data-hostile]").CountAsync());
        Assert.Empty(_seen);
    }

    private static async Task NameCompany(IPage page)
    {
        await page.GotoAsync("/settings/company");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Acme {Short}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved. Candidates")).ToBeVisibleAsync();
    }

    /// <summary>What was typed before comes back in the address, and so does what others write there.</summary>
    private async Task ShowsAgain(IPage page, string address, string label)
    {
        await page.GotoAsync(address + Uri.EscapeDataString(Markup));
        await Expect(page.GetByLabel(label, new() { Exact = true })).ToHaveValueAsync(Markup);
        await Clean(page);
    }

    /// <summary>Files that are called so: one that is taken, and one that is not.</summary>
    private async Task Upload(IPage page)
    {
        await page.GotoAsync("/settings/company");
        await page.GetByLabel("Logo", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"\"{Short}.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Picture) });
        await Expect(page.GetByText("Candidates see the logo from now on.")).ToBeVisibleAsync();
        await Clean(page);
        await page.GetByLabel("Logo", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"\"{Short}.png", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Markup) });
        await Expect(page.Locator("#look-logo-error")).ToContainTextAsync(new Regex("\\w"));
        await Clean(page);
    }

    /// <summary>Candidates read it before they start.</summary>
    private async Task AskToAgree(IPage page)
    {
        await page.GotoAsync("/settings/privacy");
        var form = page.Locator("form", new() { Has = page.Locator("#consent-text") });
        await form.GetByLabel("Text", new() { Exact = true }).FillAsync($"# {Short}\n\n{Markup} and [this](javascript:ellaSaw('ran'))");
        await form.GetByText("As candidates see it").ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(form.GetByText("This is version 1")).ToBeVisibleAsync();
        await page.GetByLabel("E-mail address of a person").FillAsync(Short);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Clean(page);
    }

    /// <summary>A member who is called so.</summary>
    private async Task Join(IBrowserContext context, IPage owner)
    {
        await using var _ = context;
        var page = await context.NewPageAsync();
        var link = await MembersTests.Invite(owner, "mal.member@example.com", "Viewer");
        await ShowsAgain(page, "/sign-in?email=", "Email");
        await ShowsAgain(page, $"{link}?name=", "Your name");
        await page.GotoAsync(link);
        await page.GetByLabel("Your name").FillAsync($"Mal {Short}");
        await page.GetByLabel("Password").FillAsync("a long battery of staples");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
        await Clean(page);
    }

    private async Task MakeKey(IPage page)
    {
        await page.GotoAsync("/settings/api-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync($"Key {Short}");
        await dialog.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Make") }).ClickAsync();
        await Expect(dialog.GetByLabel("API key")).ToBeVisibleAsync();
        await Clean(page);
    }

    /// <summary>What is refused is shown as it was typed.</summary>
    private async Task SetUpProvider(IPage page)
    {
        await page.GotoAsync("/settings/sign-in");
        await page.GetByLabel("Issuer").FillAsync($"https://nowhere.invalid/{Markup}");
        await page.GetByLabel("Client ID").FillAsync(Markup);
        await page.GetByLabel("Client secret").FillAsync("secret");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(page.Locator("[aria-invalid=true], .notice").First).ToBeVisibleAsync();
        await page.Locator("#domain-name").FillAsync(Short);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#domain-name[aria-invalid=true]")).ToBeVisibleAsync();
        await Clean(page);
    }

    private async Task AddPlan(IPage page)
    {
        await page.GotoAsync("/platform/plans");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add plan" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(Short);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add plan" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Clean(page);
    }

    /// <summary>Its members are shown why.</summary>
    private async Task Suspend(IPage page)
    {
        await page.GotoAsync("/platform/companies");
        await page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Globex") }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Suspend") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync($"Bills {Short}");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Suspend") }).ClickAsync();
        await Expect(page.GetByText("Bills <img")).ToBeVisibleAsync();
        await Clean(page);
    }

    /// <summary>It is shown for the days until it is done.</summary>
    private async Task Delete(IPage page)
    {
        await page.GotoAsync("/platform/companies");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Delete Globex") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync($"Closed {Short}");
        await dialog.GetByLabel("Type the company's name").FillAsync("Globex");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.GotoAsync("/platform/companies/globex");
        await Expect(page.GetByText("Closed <img")).ToBeVisibleAsync();
        await Clean(page);
    }

    /// <summary>The reason stands above every page, in mails and in both logs.</summary>
    private async Task Act(IPage page)
    {
        await page.GotoAsync("/platform/companies/acme");
        await page.GetByRole(AriaRole.Button, new() { Name = "Act as Rita Moreno" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync($"Ticket {Short}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Act as Rita Moreno" }).ClickAsync();
        await Expect(page.Locator("[data-acting]")).ToContainTextAsync("Ticket <img");
        foreach (var path in (string[])["/assessments", "/questions", "/outbox"]) await Shows(page, path);
        await page.GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();
        await Shows(page, "/settings/audit");
    }

    private async Task<string> WriteQuestion(IPage page)
    {
        await page.GotoAsync("/questions");
        await page.GetByText("New question").First.ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync($"Hostile {Short}");
        await page.GetByLabel("Statement", new() { Exact = true }).FillAsync(
            $"Read {Markup} and [this](javascript:ellaSaw('ran')), <svg onload=ellaSaw('ran')>\n\n<style>body {{ display: none }}</style>\n\n![x](x\"onerror=\"ellaSaw('ran'))");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Preview" }).ClickAsync();
        await Clean(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add test", Exact = true }).ClickAsync();
        var test = page.Locator("li.test").First;
        await test.GetByRole(AriaRole.Textbox).Nth(0).FillAsync($"Case {Short}");
        await test.GetByRole(AriaRole.Textbox).Nth(1).FillAsync(Markup);
        await test.GetByRole(AriaRole.Textbox).Nth(2).FillAsync(Markup);
        await page.GetByLabel("Weight of test 1").FillAsync("1");
        await page.GetByRole(AriaRole.Group, new() { Name = "Language of the starter code" }).GetByRole(AriaRole.Button, new() { Name = "Python" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write from nothing" }).ClickAsync();
        await page.Locator("#starter").FillAsync($"# {Markup}\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save question" }).ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.Locator("#try-language").SelectOptionAsync("python");
        await page.Locator("#try-code").FillAsync($"print('''{Markup}''')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the tests" }).ClickAsync();
        await Expect(page.GetByText(new Regex("of 1 passed"))).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Clean(page);
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task Compose(IPage page)
    {
        await page.GotoAsync("/assessments/new");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync($"Exam {Short}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add question" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Hostile" }).First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).First).ToBeVisibleAsync();
        await Clean(page);
    }

    /// <summary>What a program prints, and what a compiler says of it.</summary>
    private async Task Solve(Candidate candidate)
    {
        await candidate.Page.Locator("input[name=agreed]").CheckAsync();
        await candidate.Start();
        await candidate.ChooseLanguage("python");
        await candidate.Write($"import sys\nsys.stderr.write('''{Markup}''')\nprint('''{Markup}''' + 'x')");
        await candidate.Run();
        await Expect(candidate.Results).ToContainTextAsync("of 1 test", new() { Timeout = 60_000 });
        await Clean(candidate.Page);
        await candidate.Write($"def broken('{Short}':");
        await candidate.Submit();
        await Expect(candidate.Results).ToContainTextAsync(new Regex("0 of 1"), new() { Timeout = 60_000 });
        await Clean(candidate.Page);
        await candidate.Finish();
        await Clean(candidate.Page);
    }

    private async Task AddWebhook(IPage page)
    {
        await page.GotoAsync("/settings/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add webhook" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Address").FillAsync("https://nowhere.invalid/?a=<img%20data-hostile>'\"><script>ellaSaw('ran')</script>");
        await dialog.GetByLabel(new Regex("^Description")).FillAsync(Short);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add webhook" }).ClickAsync();
        await Expect(dialog.GetByLabel("Signing secret")).ToBeVisibleAsync();
        await Clean(page);
    }
}
