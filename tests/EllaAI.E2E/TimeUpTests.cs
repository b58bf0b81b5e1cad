using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>From a question that the recruiter writes to the score that the end of the time brings.</summary>
public sealed class TimeUpTests(ProductFixture product)
{
    [Fact]
    public async Task What_stands_in_the_editor_when_time_ends_is_scored_and_nothing_after_it()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await WriteQuestion(recruiter.Page);
        await ComposeOneMinute(recruiter.Page);
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Tim Upton", "tim@example.com"));
        await candidate.Start();
        await candidate.Write("print(int(input()) * 2)");
        await candidate.IsSaved();
        var (attempt, csrf, question) = await PageData(candidate.Page);

        await Expect(candidate.Page.GetByText("Time is up").First).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await candidate.IsDone();
        await Expect(candidate.Page.GetByText("Time is up.")).ToBeVisibleAsync();
        await recruiter.SeesState("tim@example.com", "scored");
        await Expect(recruiter.Row("tim@example.com")).ToContainTextAsync("100");

        var late = await candidate.Page.APIRequest.PostAsync($"/attempts/{attempt}/executions", new()
        {
            Headers = new Dictionary<string, string> { ["X-CSRF-TOKEN"] = csrf },
            DataObject = new { key = Guid.NewGuid(), kind = "submit", question, language = "python", source = "print(0)" },
        });
        Assert.Equal(409, late.Status);
        Assert.Contains("attempt-closed", await late.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task WriteQuestion(IPage page)
    {
        await page.GotoAsync("/questions");
        await page.GetByText("New question").First.ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Twice the number");
        await page.GetByLabel("Statement", new() { Exact = true }).FillAsync("Read **one** number and print it twice as large.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add test" }).ClickAsync();
        await page.GetByLabel("Input of test 1").FillAsync("21\n");
        await page.GetByLabel("Expected output of test 1").FillAsync("42\n");
        await page.GetByLabel("Weight of test 1").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save question" }).ClickAsync();
        await Expect(page.GetByText("Saved").First).ToBeVisibleAsync();
    }

    private static async Task ComposeOneMinute(IPage page)
    {
        await page.GotoAsync("/assessments/new");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("One minute");
        await page.GetByLabel("Duration (minutes)").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add question" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Twice the number" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "One minute", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).First).ToBeVisibleAsync();
    }

    private static async Task<(string Attempt, string Csrf, string Question)> PageData(IPage page)
    {
        using var data = JsonDocument.Parse(await page.Locator("#workspace-data").TextContentAsync() ?? "");
        var root = data.RootElement;
        return (
            root.GetProperty("attempt").GetString()!,
            root.GetProperty("csrfToken").GetString()!,
            root.GetProperty("questions")[0].GetProperty("id").GetString()!);
    }
}
