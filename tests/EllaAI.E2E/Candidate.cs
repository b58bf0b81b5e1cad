using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Somebody with an invitation link, in a browser of their own.</summary>
internal sealed class Candidate(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Saved => Page.Locator("[data-saved-text]");

    public ILocator Clock => Page.Locator("[data-clock-text]");

    public ILocator Results => Page.Locator("#panel-tests");

    private ILocator Editor => Page.Locator(".ws-editor .monaco-editor").First;

    public static async Task<Candidate> Open(IBrowserContext context, string link)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(link);
        return new(page);
    }

    public async Task Start()
    {
        await Page.Locator("input[name=consent]").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Start") }).ClickAsync();
        await IsInWorkspace();
    }

    /// <summary>Another device has the attempt.</summary>
    public Task ContinueHere() => Page.GetByRole(AriaRole.Button, new() { Name = "Continue here" }).ClickAsync();

    /// <summary>This page is told that another device has the attempt, and the truth about what was typed here.</summary>
    public async Task IsTaken(string truth)
    {
        await Expect(Page.Locator(".workspace")).ToHaveAttributeAsync("data-phase", "taken");
        await Expect(Page.Locator("[data-banner]")).ToContainTextAsync("now open on another device");
        await Expect(Page.Locator("[data-banner]")).ToContainTextAsync(truth);
    }

    public async Task IsInWorkspace()
    {
        await Expect(Page.Locator(".workspace")).ToHaveAttributeAsync("data-phase", "writing");
        await Expect(Clock).ToHaveTextAsync(new Regex("[0-9]"));
        await Expect(Editor).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToHaveAttributeAsync("aria-disabled", "false");
    }

    public Task ChooseLanguage(string id) => Page.Locator("[data-language]").SelectOptionAsync(id);

    public Task OpenQuestion(int number) => Page.Locator(".ws-dot").Nth(number - 1).ClickAsync();

    /// <summary>Replaces what stands in the editor, by pasting: typed quotes and brackets would be closed by the editor.</summary>
    public async Task Write(string code)
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.EvaluateAsync("code => navigator.clipboard.writeText(code)", code);
        await Editor.ClickAsync();
        await Page.Keyboard.PressAsync("ControlOrMeta+A");
        await Page.Keyboard.PressAsync("ControlOrMeta+V");
    }

    public async Task Type(string text)
    {
        await Editor.ClickAsync();
        await Page.Keyboard.PressAsync("ControlOrMeta+End");
        await Page.Keyboard.TypeAsync(text, new() { Delay = 5 });
    }

    public Task IsSaved() => Expect(Saved).ToHaveTextAsync("Saved");

    public Task Sees(string code) => Expect(Editor.Locator(".view-lines")).ToContainTextAsync(code.Replace(' ', '\u00a0'));

    public async Task Run()
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Tests", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
    }

    public Task Submit() => Page.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();

    public async Task Finish()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finish now" }).ClickAsync();
        await IsDone();
    }

    public Task IsDone() => Expect(Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Thank you") })).ToBeVisibleAsync(new() { Timeout = 60_000 });

    /// <summary>What the clock shows.</summary>
    public async Task<TimeSpan> Left()
    {
        var parts = (await Clock.InnerTextAsync()).Split(':').Select(int.Parse).ToArray();
        return parts is [var hours, var minutes, var seconds] ? new(hours, minutes, seconds) : new(0, parts[0], parts[1]);
    }
}
