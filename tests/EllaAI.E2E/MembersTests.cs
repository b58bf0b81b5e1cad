using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>From an invitation to a member, and out again.</summary>
public sealed class MembersTests(ProductFixture product)
{
    private const string Owner = Recruiter.Admin;

    [Fact]
    public async Task Who_is_invited_makes_an_account_acts_and_is_out_of_an_open_page_once_disabled()
    {
        await using var owners = await product.Person();
        var owner = (await Recruiter.SignIn(owners, Owner)).Page;
        await using var others = await product.Person(width: 390, height: 844);
        var other = await others.NewPageAsync();

        await other.GotoAsync(await Invite(owner, "noor@example.com", "Admin"));
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Join Acme" })).ToBeVisibleAsync();
        await other.GetByLabel("Your name").FillAsync("Noor Amin");
        await other.GetByLabel("Password").FillAsync("short");
        await other.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("15 characters");
        await other.GetByLabel("Password").FillAsync("a long battery of staples");
        await other.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Assessments", Level = 1 })).ToBeVisibleAsync();

        await ComesBack(owner, "Change Noor Amin");

        // An admin's page stays open while the owner takes more and more away.
        await other.GotoAsync("/settings/audit");
        await Expect(other.Locator(".audit")).ToContainTextAsync("Joined the company");
        Assert.Equal(0, await other.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        await Change(owner, "Noor Amin", async dialog =>
        {
            await dialog.GetByLabel(new Regex("^Reviewer")).CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        });
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("The audit log is not open to you");
        await Expect(other.Locator(".audit")).ToHaveCountAsync(0);
        await other.GotoAsync("/assessments");
        await Expect(other.GetByText(Recruiter.DemoAssessment)).ToBeVisibleAsync();

        await Change(owner, "Noor Amin", async dialog =>
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Disable…" }).ClickAsync();
            await owner.GetByRole(AriaRole.Button, new() { Name = "Disable", Exact = true }).ClickAsync();
        });
        await Expect(other.GetByText(Recruiter.DemoAssessment)).ToHaveCountAsync(0);
        await Expect(owner.Locator(".members tr", new() { HasText = "Noor Amin" })).ToContainTextAsync("Disabled");
    }

    [Fact]
    public async Task Who_acts_for_two_companies_sees_each_by_itself()
    {
        await using var owners = await product.Person();
        var owner = (await Recruiter.SignIn(owners, Owner)).Page;
        await Expect(owner.GetByText(Recruiter.DemoAssessment)).ToBeVisibleAsync();
        var board = await owner.GetByRole(AriaRole.Link, new() { Name = Recruiter.DemoAssessment }).First.GetAttributeAsync("href");
        var stays = await owners.NewPageAsync();
        await stays.GotoAsync("/settings/audit");
        await Expect(stays.GetByRole(AriaRole.Heading, new() { Name = "Audit log" })).ToBeVisibleAsync();

        await owner.GetByRole(AriaRole.Button, new() { Name = "Acme. Change company" }).ClickAsync();
        await owner.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex("Globex") }).ClickAsync();

        await Expect(owner.GetByRole(AriaRole.Button, new() { Name = "Globex. Change company" })).ToBeVisibleAsync();
        await Expect(owner.GetByText("No assessments yet")).ToBeVisibleAsync();
        await Expect(owner.GetByRole(AriaRole.Link, new() { Name = "Audit log" })).ToHaveCountAsync(0);
        // The page that was open goes on for the company that it was opened for.
        await Expect(stays.Locator(".rail-company")).ToContainTextAsync("Acme");
        await stays.GetByLabel("Show").SelectOptionAsync(new SelectOptionValue { Label = "Everything" });
        await Expect(stays.GetByRole(AriaRole.Heading, new() { Name = "Audit log" })).ToBeVisibleAsync();
        // What is Acme's is not there for Globex, which is said.
        await owner.GotoAsync(board!);
        await Expect(owner.GetByRole(AriaRole.Alert)).ToContainTextAsync("You act for Globex now: what belongs to another company of yours is shown once you switch to it.");
    }

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_leaves_its_page_for_the_sign_in_page()
    {
        await using var first = await product.Person();
        var kept = (await Recruiter.SignIn(first, "hank@globex.example")).Page;
        await using var second = await product.Person();
        var ended = (await Recruiter.SignIn(second, "hank@globex.example")).Page;

        await kept.GotoAsync("/account/sessions");
        await kept.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();

        await Expect(kept.GetByText("1 other session has ended.")).ToBeVisibleAsync();
        await Expect(ended.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(ended).ToHaveURLAsync(new Regex("returnUrl=%2Fassessments"));
        await Expect(kept.Locator(".sessions li")).ToHaveCountAsync(1);
    }

    /// <summary>Whoever opens a dialog by keys is in it, and back where they were once Escape has closed it.</summary>
    private static async Task ComesBack(IPage page, string name)
    {
        await page.GotoAsync("/settings/members");
        var opener = page.GetByRole(AriaRole.Button, new() { Name = name });
        await opener.PressAsync("Enter");
        await Expect(page.Locator(".mud-dialog:focus-within")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }

    internal static async Task<string> Invite(IPage owner, string email, string role)
    {
        await owner.GotoAsync("/settings/members");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(new Regex($"^{role}")).CheckAsync();
        await dialog.GetByLabel("Email").FillAsync(email);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = dialog.GetByLabel("Invitation link");
        await Expect(link).ToHaveValueAsync(new Regex("/join/"));
        return await link.InputValueAsync();
    }

    private static async Task Change(IPage owner, string name, Func<ILocator, Task> change)
    {
        await owner.GotoAsync("/settings/members");
        await owner.GetByRole(AriaRole.Button, new() { Name = $"Change {name}" }).ClickAsync();
        await change(owner.GetByRole(AriaRole.Dialog).Last);
        await Expect(owner.GetByRole(AriaRole.Status).Or(owner.Locator(".notice")).First).ToBeVisibleAsync();
    }
}
