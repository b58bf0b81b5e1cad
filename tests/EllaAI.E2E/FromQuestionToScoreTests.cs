using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>The main job, through the real parts, in two browsers.</summary>
public sealed class FromQuestionToScoreTests(ProductFixture product)
{
    [Fact]
    public async Task An_invited_person_solves_a_question_and_the_open_board_shows_the_score()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var link = await recruiter.Invite("Ana Ortega", "ana@example.com");
        await recruiter.SeesState("ana@example.com", "invited");
        await using var other = await product.Person();
        await OthersTakePart(recruiter, other);
        await MailIsInOutbox(recruiters, link);

        var candidate = await Candidate.Open(candidates, link);
        await Expect(candidate.Page.GetByRole(AriaRole.Heading, new() { Name = Recruiter.DemoAssessment })).ToBeVisibleAsync();
        await Expect(candidate.Page.GetByText("Hello Ana Ortega")).ToBeVisibleAsync();
        await candidate.Page.ScreenshotAsync(new() { Path = Path.Combine(Place.Pictures, "welcome.png") });
        await candidate.Start();
        await recruiter.SeesState("ana@example.com", "in-progress");

        await candidate.Write(Place.Solution("visitor-sessions", "python.py"));
        await candidate.IsSaved();
        await candidate.Run();
        await Expect(candidate.Results).ToContainTextAsync("2 of 2 tests passed");
        await candidate.Page.ScreenshotAsync(new() { Path = Path.Combine(Place.Pictures, "workspace.png") });

        await RunsOnOwnInput(candidate);
        await candidate.Page.GetByRole(AriaRole.Tab, new() { Name = "Tests", Exact = true }).ClickAsync();
        await candidate.Submit();
        await Expect(candidate.Results).ToContainTextAsync(new Regex("100 of 100|13 of 13"));
        await recruiter.SeesPoints("ana@example.com", "Sessions from an access log: 100 of 100 points");

        await GoesOnAfterReload(candidate, link);
        await candidate.OpenQuestion(2);
        await candidate.ChooseLanguage("javascript");
        await candidate.Write(Place.Solution("batch-queue", "javascript.js"));
        await candidate.IsSaved();
        await candidate.Finish();

        await recruiter.SeesState("ana@example.com", "scored");
        await Expect(recruiter.Row("ana@example.com")).ToContainTextAsync("67");
        await recruiter.Page.Mouse.MoveAsync(0, 0);
        await recruiter.Page.ScreenshotAsync(new() { Path = Path.Combine(Place.Pictures, "board.png") });
        await LinkIsUsedUp(candidates, link);
    }

    [Theory]
    [InlineData("java", "java.java")]
    [InlineData("cpp", "cpp.cpp")]
    [InlineData("csharp", "csharp.cs")]
    [InlineData("javascript", "javascript.js")]
    public async Task Every_language_of_the_assessment_gets_full_marks_for_a_right_answer(string language, string file)
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite($"{language} person", $"{language}@example.com"));
        await candidate.Start();
        await candidate.ChooseLanguage(language);
        await candidate.Write(Place.Solution("visitor-sessions", file));
        await candidate.Submit();
        await Expect(candidate.Results).ToContainTextAsync(new Regex("100 of 100|13 of 13"), new() { Timeout = 60_000 });
    }

    /// <summary>One who has only been invited, one who is still at it: a board is for comparing.</summary>
    private static async Task OthersTakePart(Recruiter recruiter, IBrowserContext other)
    {
        await recruiter.Invite("Mira Okafor", "mira@example.com");
        var busy = await Candidate.Open(other, await recruiter.Invite("Jonas Lind", "jonas@example.com"));
        await busy.Start();
        await recruiter.SeesState("jonas@example.com", "in-progress");
        await recruiter.SeesState("mira@example.com", "invited");
    }

    private static async Task MailIsInOutbox(IBrowserContext context, string link)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/outbox");
        await page.GetByText("Ana Ortega").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = link })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private static async Task RunsOnOwnInput(Candidate candidate)
    {
        await candidate.Page.GetByRole(AriaRole.Tab, new() { Name = "Custom input" }).ClickAsync();
        await candidate.Page.GetByLabel("Your input").FillAsync("1 60\n10:00:00 zoe /\n");
        await candidate.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(candidate.Page.Locator("[data-custom-output]")).ToContainTextAsync("zoe 1 0");
    }

    private static async Task GoesOnAfterReload(Candidate candidate, string link)
    {
        var before = await candidate.Left();
        await candidate.Page.ReloadAsync();
        await candidate.IsInWorkspace();
        await candidate.Sees("import sys");
        Assert.InRange(await candidate.Left(), before - TimeSpan.FromSeconds(30), before);
        await candidate.Page.GotoAsync(link);
        await candidate.IsInWorkspace();
        await candidate.Sees("import sys");
    }

    private static async Task LinkIsUsedUp(IBrowserContext context, string link)
    {
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(link);
        Assert.Equal(410, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You have finished this assessment" })).ToBeVisibleAsync();
    }
}
