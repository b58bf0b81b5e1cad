using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Every page there is, on a phone, in light and dark, as whoever may see it.</summary>
public sealed partial class PhonePagesTests(ProductFixture product)
{
    /// <summary>They lead on where there is nothing to do on them; <see cref="SetUpTests"/> looks at them where there is.</summary>
    private static readonly string[] _leadOn = ["/set-up", "/sign-in/code"];

    /// <summary>The buttons that open one, by page.</summary>
    private static readonly Dictionary<string, string[]> _dialogs = new()
    {
        ["/settings/members"] = ["Invite", "Change Rita Moreno"],
        ["/settings/webhooks"] = ["Add webhook"],
        ["/settings/api-keys"] = ["Make a key"],
        ["/platform/companies"] = ["Add company", "Invite an owner of Globex", "Suspend Globex"],
        ["/platform/plans"] = ["Add plan"],
    };

    private readonly HashSet<string> _visited = [];
    private readonly List<string> _wrong = [];

    [Fact]
    public async Task Each_page_can_be_read_and_used_on_a_phone()
    {
        await Anonymous();
        var (token, owner) = await Owner();
        await CandidateOf(token);
        await Result(owner);
        await PlatformAdmin();

        Assert.Empty(Routes().Except(_visited));
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong.Distinct()));
    }

    private Task<IBrowserContext> Phone() => product.Person(width: 390, height: 844);

    private async Task Anonymous()
    {
        await using var context = await Phone();
        var page = await context.NewPageAsync();
        var look = await PageLook.Of(page);
        foreach (var path in (string[])["/", "/sign-in", "/sign-in/code", "/sign-in/problem", "/forgot-password", "/reset-password", "/confirm-email", "/set-up", "/not-found", "/error", "/forbidden"]) await Visit(page, look, path);
        await Visit(page, look, "/join/{Token}", "/join/acme.nonsense");
        await Visit(page, look, "/take/{Token}", "/take/acme.nonsense");
    }

    /// <returns>Of an invitation, and the browser.</returns>
    private async Task<(string Link, IPage Page)> Owner()
    {
        var context = await Phone();
        var owner = await Recruiter.SignIn(context, Recruiter.Admin);
        var page = owner.Page;
        var look = await PageLook.Of(page);
        await owner.OpenBoard();
        var board = new Uri(page.Url).AbsolutePath;
        var link = await owner.Invite("Pia Phone", "pia.phone@example.com");
        await Visit(page, look, "/assessments/{id:guid}", board);
        await Visit(page, look, "/assessments/{Id:guid}/edit", $"{board}/edit");
        foreach (var path in (string[])
        [
            "/assessments", "/assessments/new", "/questions/new", "/settings/company", "/settings/members", "/settings/roles", "/settings/sign-in", "/settings/api-keys", "/settings/webhooks", "/settings/privacy",
            "/settings/usage", "/settings/audit", "/account/security", "/account/sessions", "/account/privacy", "/account/confirm", "/account/authenticator", "/account/recovery-codes", "/questions",
        ])
        {
            await Visit(page, look, path);
            foreach (var opener in _dialogs.GetValueOrDefault(path, [])) await Dialog(page, look, path, opener);
        }

        await Visit(page, look, "/questions/{Id:guid}", await First(page, "main a[href^='/questions/']:not([href$='/new'])"));
        await Visit(page, look, "/outbox");
        await Visit(page, look, "/outbox/{id:guid}", await First(page, "main a[href^='/outbox/']"));
        return (link, page);
    }

    private async Task CandidateOf(string link)
    {
        await using var context = await Phone();
        var page = await context.NewPageAsync();
        var look = await PageLook.Of(page);
        await Visit(page, look, "/take/{Token}", new Uri(link).AbsolutePath);
        await Visit(page, look, "/take/{Token}/practice", new Uri(link).AbsolutePath + "/practice");
        await page.GotoAsync(link);
        await page.Locator("input[name=consent]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Start") }).ClickAsync();
        await Expect(page.Locator(".workspace")).ToHaveAttributeAsync("data-phase", "writing");
        var attempt = new Uri(page.Url).AbsolutePath;
        await See(page, look, "/attempts/{Id:guid}");
        await Visit(page, look, "/attempts/{Id:guid}/agreement", $"{attempt}/agreement");
        await page.GotoAsync(attempt);
        await Expect(page.Locator(".workspace")).ToHaveAttributeAsync("data-phase", "writing");
        await new Candidate(page).Finish();
        await See(page, look, "/attempts/{Id:guid}/done");
    }

    private async Task Result(IPage page)
    {
        var owner = new Recruiter(page);
        await owner.OpenBoard();
        await owner.SeesState("pia.phone@example.com", "scored");
        var result = await owner.Row("pia.phone@example.com").GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await Visit(page, await PageLook.Of(page), "/results/{id:guid}", result!);
        await page.Context.DisposeAsync();
    }

    private async Task PlatformAdmin()
    {
        await using var context = await Phone();
        var page = (await Recruiter.SignIn(context, "olu@ella.example", home: "Companies")).Page;
        var look = await PageLook.Of(page);
        foreach (var path in (string[])["/platform/companies", "/platform/plans", "/platform/dead-letters", "/platform/outbox", "/settings/members"])
        {
            await Visit(page, look, path);
            foreach (var opener in path == "/settings/members" ? [] : _dialogs.GetValueOrDefault(path, [])) await Dialog(page, look, path, opener);
        }

        await Visit(page, look, "/platform/outbox/{id:guid}", $"/platform/outbox/{Guid.NewGuid()}");
        await Visit(page, look, "/platform/companies/{company}", "/platform/companies/acme");
        await Visit(page, look, "/platform/companies/{company}/usage", "/platform/companies/acme/usage");
        await RefusedReasons(page, look);
    }

    /// <summary>What was typed stays there where it is refused: in an open page, and over a form of the document.</summary>
    private async Task RefusedReasons(IPage page, PageLook look)
    {
        var (dialog, reason) = (page.Locator(".mud-dialog"), page.GetByLabel("Reason"));
        await page.GotoAsync("/platform/companies");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Globex" }).ClickAsync();
        await reason.FillAsync("They asked for it");
        await page.GetByLabel("Type the company's name").FillAsync("Glob");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("This is not the company's name.");
        await Expect(reason).ToHaveValueAsync("They asked for it");
        await See(page, look, "/platform/companies Delete Globex, refused");

        await page.GotoAsync("/platform/companies/acme");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Act as Rita") }).ClickAsync();
        // By then what was kept of another time is gone.
        await Expect(reason).ToBeFocusedAsync();
        await reason.FillAsync("  too short  ");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Act as Rita") }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Say why, in 10 to 500 characters.");
        await Expect(reason).ToHaveValueAsync("  too short  ");
        await See(page, look, "/platform/companies/{company} Act, refused");
    }

    /// <summary>Opened by a button of the page, and closed by Escape.</summary>
    private async Task Dialog(IPage page, PageLook look, string route, string opener)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = opener, Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToBeVisibleAsync();
        await See(page, look, $"{route} {opener}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }

    private static async Task<string> First(IPage page, string selector) => (await page.Locator(selector).First.GetAttributeAsync("href"))!;

    private async Task Visit(IPage page, PageLook look, string route, string? path = null)
    {
        await page.GotoAsync(path ?? route);
        await See(page, look, route);
        var (asked, shown) = (new Uri(new Uri(page.Url), path ?? route).AbsolutePath, new Uri(page.Url).AbsolutePath);
        Assert.True((asked != shown) == _leadOn.Contains(route), $"{asked} shows {shown}.");
    }

    private async Task See(IPage page, PageLook look, string route)
    {
        _visited.Add(route);
        _wrong.AddRange((await look.Now()).Select(line => $"{route} {line}"));
    }

    /// <summary>As the pages say themselves.</summary>
    private static List<string> Routes()
    {
        var routes = Directory.EnumerateFiles(Place.Sources, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Route().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToList();
        Assert.True(routes.Count > 40);
        return routes;
    }

    [GeneratedRegex("""^@page "([^"]+)"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Route();
}
