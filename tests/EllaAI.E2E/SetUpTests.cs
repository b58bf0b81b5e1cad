using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OtpNet;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>The first hour of an installation, by somebody who has only what it printed.</summary>
public sealed partial class SetUpTests(ProductFixture product) : IDisposable
{
    private const string Password = "a long battery of staples";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-e2e-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task From_the_printed_link_to_a_member_who_signs_in_in_two_steps()
    {
        await using var ella = new EllaProcess(_folder.FullName);
        await ella.Start();
        await using var first = await product.Person(ella);
        var owner = await first.NewPageAsync();

        await SetUp(owner, await Printed(ella));
        await Expect(owner.Locator(".rail-company")).ToContainTextAsync("Initech");
        var link = await MembersTests.Invite(owner, "noor@example.com", "Admin");

        await using var second = await product.Person(ella, width: 390, height: 844);
        var member = await second.NewPageAsync();
        await member.GotoAsync(link);
        await member.GetByLabel("Your name").FillAsync("Noor Amin");
        await member.GetByLabel("Password").FillAsync(Password);
        await member.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(member.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
        var app = await AddAuthenticator(member);

        await using var third = await product.Person(ella);
        var again = await third.NewPageAsync();
        await again.GotoAsync("/sign-in");
        await again.GetByLabel("Email", new() { Exact = true }).FillAsync("noor@example.com");
        await again.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Enter your code" })).ToBeVisibleAsync();
        await again.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        // The one that set it up is used up: the next one, which is good within a step of drift.
        await again.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(DateTime.UtcNow.AddSeconds(30)));
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
        await Expect(again.Locator(".rail-company")).ToContainTextAsync("Initech");

        // Nobody sets it up a second time.
        await again.GotoAsync("/set-up");
        await Expect(again).ToHaveURLAsync(new Regex("/(sign-in|assessments)"));
    }

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

    private static async Task SetUp(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("Company").FillAsync("Initech");
        await page.GetByLabel("Your name").FillAsync("Bea Lund");
        await page.GetByLabel("Email").FillAsync("bea@initech.example");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    /// <returns>What the app on the phone would hold.</returns>
    private static async Task<Totp> AddAuthenticator(IPage page)
    {
        await page.GotoAsync("/account/authenticator");
        var key = (await page.Locator("code.key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(key));
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(DateTime.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("recovery codes", RegexOptions.IgnoreCase) })).ToBeVisibleAsync();
        return app;
    }

    [GeneratedRegex(@"http\S+/set-up\?code=\S+")]
    private static partial Regex Link();
}
