using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Somebody of the demo company, in a browser of their own.</summary>
internal sealed class Recruiter(IPage page)
{
    public const string DemoAssessment = "Backend engineer, mid level";
    public const string Admin = "ines@acme.example";

    public IPage Page { get; } = page;

    public static async Task<Recruiter> SignIn(IBrowserContext context, string email = "rita@acme.example", string home = "Assessments")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = home, Level = 1 })).ToBeVisibleAsync();
        return new(page);
    }

    public async Task OpenBoard(string assessment = DemoAssessment)
    {
        await Page.GotoAsync("/assessments");
        await Page.GetByRole(AriaRole.Link, new() { Name = assessment }).First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = assessment, Level = 1 })).ToBeVisibleAsync();
    }

    /// <returns>The link that the dialog shows.</returns>
    public async Task<string> Invite(string name, string email)
    {
        var dialog = await FillInvitation(name, email);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = dialog.GetByLabel("Invitation link");
        await Expect(link).ToHaveValueAsync(new Regex("/take/"));
        var address = await link.InputValueAsync();
        await Page.ReloadAsync();
        return address;
    }

    public async Task<ILocator> FillInvitation(string name, string email)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).First.ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Invite a candidate" });
        var (nameField, emailField) = (dialog.GetByLabel("Name", new() { Exact = true }), dialog.GetByLabel("Email", new() { Exact = true }));
        // A dialog that is still opening may move the focus between two keys: what counts is what stands in the fields.
        for (var tries = 0; tries < 5 && (await nameField.InputValueAsync() != name || await emailField.InputValueAsync() != email); tries++)
        {
            await nameField.FillAsync(name);
            await emailField.FillAsync(email);
        }

        return dialog;
    }

    public ILocator Row(string email) => Page.Locator($"[data-candidate='{email}']");

    /// <summary>The dots of the row, as they are read out: <c>Title: 3 of 10 points</c>.</summary>
    public Task SeesPoints(string email, string points) =>
        Expect(Row(email).GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new Regex(Regex.Escape(points)), new() { Timeout = 60_000 });

    public Task SeesState(string email, string state) => Expect(Row(email)).ToHaveAttributeAsync("data-state", state, new() { Timeout = 60_000 });
}
