using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OtpNet;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>The first hour of an installation, by people with phones who have only what it printed and what it sends them.</summary>
public sealed partial class SetUpTests(ProductFixture product) : IDisposable
{
    private const string Password = "a long battery of staples";
    private readonly List<string> _wrong = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-e2e-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task From_the_printed_link_to_a_member_who_signs_in_in_two_steps()
    {
        await using var ella = new EllaProcess(_folder.FullName);
        await ella.Start();
        await using var first = await Phone(ella);
        var owner = await first.NewPageAsync();

        await SetUp(owner, await Printed(ella));
        await Expect(owner.Locator(".rail-company")).ToContainTextAsync("Initech");
        var link = await MembersTests.Invite(owner, "noor@example.com", "Admin");

        await using var second = await Phone(ella);
        var member = await second.NewPageAsync();
        var look = await PageLook.Of(member);
        await member.GotoAsync(link);
        await Look(look, "join");
        await member.GetByLabel("Your name").FillAsync("Noor Amin");
        await member.GetByLabel("Password").FillAsync(Password);
        await member.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(member.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
        var app = await AddAuthenticator(member, look);

        await using var third = await Phone(ella);
        var again = await third.NewPageAsync();
        var lookAgain = await PageLook.Of(again);
        await again.GotoAsync("/sign-in");
        await again.GetByLabel("Email", new() { Exact = true }).FillAsync("noor@example.com");
        await again.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Enter your code" })).ToBeVisibleAsync();
        await Look(lookAgain, "code");
        await again.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(lookAgain, "wrong code");
        // The one that set it up is used up: the next one, which is good within a step of drift.
        await again.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(DateTime.UtcNow.AddSeconds(30)));
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
        await Expect(again.Locator(".rail-company")).ToContainTextAsync("Initech");

        // Nobody sets it up a second time.
        await again.GotoAsync("/set-up");
        await Expect(again).ToHaveURLAsync(new Regex("/(sign-in|assessments)"));
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong.Distinct()));
    }

    private Task<IBrowserContext> Phone(EllaProcess ella) => product.Person(ella, width: 390, height: 844);

    private async Task Look(PageLook look, string page) => _wrong.AddRange((await look.Now()).Select(line => $"{page} {line}"));

    private static async Task<string> Printed(EllaProcess ella)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 300; tries++)
        {
            if (Link().Match(ella.Log) is { Success: true } found) return found.Value;
            await pause.WaitForNextTickAsync();
        }

        throw new InvalidOperationException($"No link was printed:\n{ella.Log}");
    }

    private async Task SetUp(IPage page, string link)
    {
        var look = await PageLook.Of(page);
        await ShowsAgain(page);
        await Look(look, "set-up with markup in its address");
        await page.GotoAsync(link);
        await Look(look, "set-up");
        await page.GetByLabel("Company").FillAsync("Initech");
        await page.GetByLabel("Your name").FillAsync("Bea Lund");
        await page.GetByLabel("Email").FillAsync("bea@initech.example");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>What was typed before comes back in the address; nothing that others write there becomes markup. The look that follows tells of what ran or was refused.</summary>
    private static async Task ShowsAgain(IPage page)
    {
        var typed = Uri.EscapeDataString(HostileTextsTests.Markup);
        await page.GotoAsync($"/set-up?code={typed}&name={typed}&email={typed}&company={typed}");
        foreach (var label in (string[])["Set-up code", "Your name", "Email", "Company"])
            await Expect(page.GetByLabel(label, new() { Exact = true })).ToHaveValueAsync(HostileTextsTests.Markup);
        Assert.Equal(0, await page.Locator("[data-hostile]").CountAsync());
    }

    /// <returns>What the app on the phone would hold.</returns>
    private async Task<Totp> AddAuthenticator(IPage page, PageLook look)
    {
        await page.GotoAsync("/account/authenticator");
        await Look(look, "authenticator");
        var key = (await page.Locator("code.key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(key));
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(DateTime.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("recovery codes", RegexOptions.IgnoreCase) })).ToBeVisibleAsync();
        await Look(look, "recovery codes");
        return app;
    }

    [GeneratedRegex(@"http\S+/set-up\?code=\S+")]
    private static partial Regex Link();
}
