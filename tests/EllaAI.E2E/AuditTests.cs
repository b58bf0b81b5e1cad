using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>The company's admin looks at who did what.</summary>
public sealed class AuditTests(ProductFixture product)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task An_admin_sees_who_did_what_and_that_nobody_changed_it(int width, int height)
    {
        await using var admins = await product.Person(width: width, height: height);
        var page = (await Recruiter.SignIn(admins, Recruiter.Admin)).Page;
        await using var recruiters = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var before = await Invitations(page);
        await recruiter.Invite("Uma Reyes", $"uma{width}@example.com");

        // It is there a moment after it was done, and the page shows what there was when it was opened.
        while (await Invitations(page) == before) { }
        var newest = page.Locator(".audit tbody tr").First;
        await Expect(newest).ToContainTextAsync(Recruiter.DemoAssessment);
        await Expect(newest).ToContainTextAsync("Rita");
        var shown = await page.Locator("main, body").First.InnerTextAsync();
        Assert.DoesNotContain("Uma Reyes", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", shown, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(page.GetByText("are as they were written.")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));

        // What was chosen stands in the address: a reload keeps it, and Back leaves it.
        var chosen = page.GetByLabel("Show").Locator("option:checked");
        await page.ReloadAsync();
        await Expect(chosen).ToHaveTextAsync("Invited a candidate");
        await page.GoBackAsync();
        await Expect(chosen).ToHaveTextAsync("Everything");
        await Expect(page.Locator(".audit tbody tr").Filter(new() { HasNotText = "Invited a candidate" }).First).ToBeVisibleAsync();
    }

    /// <summary>The first row of those that tell of invitations; empty for none.</summary>
    private static async Task<string> Invitations(IPage page)
    {
        await page.GotoAsync("/settings/audit");
        await page.GetByLabel("Show").SelectOptionAsync(new SelectOptionValue { Label = "Invited a candidate" });
        await Expect(page.Locator(".audit tbody tr, .empty").First).ToBeVisibleAsync();
        await Expect(page.Locator(".audit tbody tr").Filter(new() { HasNotText = "Invited a candidate" })).ToHaveCountAsync(0);
        var first = page.Locator(".audit tbody tr").First;
        return await first.CountAsync() > 0 ? await first.InnerTextAsync() : "";
    }
}
