using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Passkeys in a browser that has an authenticator of its own.</summary>
public sealed class PasskeyTests(ProductFixture product)
{
    private Uri Site => new UriBuilder(product.Ella.Address) { Host = "localhost" }.Uri;

    [Fact]
    public async Task A_passkey_is_added_signs_in_and_no_longer_does_once_it_is_removed()
    {
        await using var context = await product.Person();
        var page = await context.NewPageAsync();
        var (device, id) = await AddAuthenticator(page);
        await SignInByPassword(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Account of") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign-in and security" }).ClickAsync();
        await page.GetByLabel("Name, to know it again").FillAsync("My laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("Your passkey is ready")).ToBeVisibleAsync();
        var row = page.Locator("[data-passkey-name]");
        await row.GetByText("Rename").ClickAsync();
        await row.GetByLabel("New name of My laptop").FillAsync("<b>Work</b>");
        await row.GetByRole(AriaRole.Button, new() { Name = "Save the name" }).ClickAsync();
        await Expect(page.Locator("[data-passkey-name]")).ToContainTextAsync("<b>Work</b>");

        // The same device a second time.
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.Locator("[data-passkey-problem]")).ToContainTextAsync("has a passkey for your account already");

        await SignInByPasskey(context, page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();

        // Whoever has the device, and neither finger nor PIN.
        await device.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = false });
        await SignInByPasskey(context, page);
        await Expect(page.Locator("[data-passkey-problem]")).ToContainTextAsync("No passkey was used");
        await device.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = true });

        await SignInByPassword(page);
        await page.GotoAsync(new Uri(Site, "/account/security").ToString());
        await page.Locator("[data-passkey-name]").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Remove") }).ClickAsync();
        await Expect(page.GetByText("The passkey is removed")).ToBeVisibleAsync();
        await SignInByPasskey(context, page);
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("That passkey was not accepted");
    }

    [Fact]
    public async Task Where_a_browser_makes_no_passkeys_for_the_site_it_is_told_where_it_does()
    {
        await using var context = await product.Person(width: 390, height: 844);
        var page = (await Recruiter.SignIn(context)).Page;

        await page.GotoAsync("/account/security");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Site.Authority })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" })).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }

    private async Task SignInByPassword(IPage page)
    {
        await page.GotoAsync(new Uri(Site, "/sign-in").ToString());
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("rita@acme.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();
    }

    private async Task SignInByPasskey(IBrowserContext context, IPage page)
    {
        await context.ClearCookiesAsync();
        await page.GotoAsync(new Uri(Site, "/sign-in").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
    }

    /// <summary>As a laptop has it: it keeps keys, and asks for a finger.</summary>
    private static async Task<(ICDPSession Device, string Id)> AddAuthenticator(IPage page)
    {
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        var added = await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return (device, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
