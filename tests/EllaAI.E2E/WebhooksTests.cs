using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>The company's admin sees to its webhooks.</summary>
public sealed class WebhooksTests(ProductFixture product)
{
    [Fact]
    public async Task An_admin_adds_tries_and_removes_a_webhook_whose_secret_is_shown_once()
    {
        await using var admins = await product.Person(width: 390, height: 844);
        var page = (await Recruiter.SignIn(admins, Recruiter.Admin)).Page;
        await page.GotoAsync("/settings/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add webhook" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        foreach (var (address, problem) in new[] { ("example.com", "not a whole address"), ("http://example.com", "starts with https://"), ("https://2130706433/", "private network") })
        {
            await dialog.GetByLabel("Address").FillAsync(address);
            await Submit(dialog);
            await Expect(dialog.Locator("#webhook-url-error")).ToContainTextAsync(problem);
        }

        await dialog.GetByLabel("Address").FillAsync("https://nowhere.invalid/hooks");
        await Submit(dialog);
        var secret = await dialog.GetByLabel("Signing secret").InputValueAsync();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);

        await page.ReloadAsync();
        var row = page.Locator("tr[data-webhook]");
        await Expect(row).ToContainTextAsync("nowhere.invalid/hooks");
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Send a test") }).ClickAsync();
        await Expect(row).ToContainTextAsync(new Regex("Test: It|Test: The name"));
        await Expect(row).ToContainTextAsync("Failing");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));

        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Change") }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByText("No webhooks yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_recruiter_is_not_led_there_and_finds_it_closed()
    {
        await using var recruiters = await product.Person();
        var page = (await Recruiter.SignIn(recruiters)).Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Webhooks" })).ToHaveCountAsync(0);

        await page.GotoAsync("/settings/webhooks");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Webhooks are not open to you");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add webhook" })).ToHaveCountAsync(0);
    }

    private static Task Submit(ILocator dialog) => dialog.GetByRole(AriaRole.Button, new() { Name = "Add webhook" }).ClickAsync();
}
