using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Questions that are more than a program: written in the editor, tried in the sandbox, answered by a candidate.</summary>
public sealed class QuestionKindsTests(ProductFixture product)
{
    private const string RightPython = "def two_sum(values, target):\n    seen = {}\n    for i, v in enumerate(values):\n        if target - v in seen: return [seen[target - v], i]\n        seen[v] = i\n    return []\n";

    [Fact]
    public async Task A_function_is_asked_for_tried_in_two_languages_and_scored_by_groups()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        var page = recruiter.Page;
        await Begin(page, "Two sum", "A function");
        await page.GetByLabel("Name of the function").FillAsync("twoSum");
        await Parameter(page, 1, "values", "int[]");
        await Parameter(page, 2, "target", "int");
        await page.GetByLabel("It returns", new() { Exact = true }).SelectOptionAsync("int[]");
        await Expect(page.Locator("#starter")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"two_sum\(values: list\[int\], target: int\) -> list\[int\]"));
        await Test(page, 1, "[[2, 7, 11, 15], 9]", "[0, 1]", "5");
        await Test(page, 2, "[[3, 2, 4], 6]", "[1, 2]", "1");
        await Test(page, 3, "[[3, 3], 6]", "[0, 1]", "1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add group" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Same twice");
        await page.GetByLabel("Name", new() { Exact = true }).BlurAsync();
        await page.GetByLabel("Group of test 2").SelectOptionAsync("Same twice");
        await page.GetByLabel("Group of test 3").SelectOptionAsync("Same twice");
        await Save(page);
        await Expect(page.GetByText("15 points in 3 tests")).ToBeVisibleAsync();

        await Try(page, "python", RightPython, "3 of 3 passed, 15 of 15 points.");
        await Try(page, "java", "class Solution { public int[] twoSum(int[] values, int target) { return new int[] {0, 1}; } }", "2 of 3 passed, 5 of 15 points.");

        await Compose(page, "Functions", "Two sum");
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Fay Function", "fay@example.com"));
        await candidate.Start();
        await candidate.ChooseLanguage("python");
        await candidate.Sees("def two_sum(values");
        await Expect(candidate.Page.Locator("#tab-custom")).ToBeVisibleAsync();
        await candidate.Write(RightPython);
        await candidate.Submit();
        await recruiter.SeesPoints("fay@example.com", "Two sum: 15 of 15 points");
    }

    [Fact]
    public async Task Unit_tests_decide_and_say_which_case_failed()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        var page = recruiter.Page;
        await Begin(page, "Leap years", "Code for unit tests");
        await page.GetByRole(AriaRole.Group, new() { Name = "Language of the unit tests" }).GetByRole(AriaRole.Button, new() { Name = "Python" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add test file" }).ClickAsync();
        await page.GetByLabel("Tests", new() { Exact = true }).FillAsync("from main import leap\n\ndef test_fourth():\n    assert leap(2024)\n\ndef test_century():\n    assert not leap(1900)\n");
        await Save(page);

        await Try(page, "python", "def leap(year):\n    return year % 4 == 0\n", "0 of 1 passed, 0 of 100 points.");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Unit tests" })).ToContainTextAsync("test_century");
        await Try(page, "python", "def leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)\n", "1 of 1 passed, 100 of 100 points.");

        // Own input would be refused, so it is not offered.
        await Compose(page, "Calendars", "Leap years");
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Una Unit", "una@example.com"));
        await candidate.Start();
        await Expect(candidate.Page.Locator("#tab-submissions")).ToBeVisibleAsync();
        await Expect(candidate.Page.Locator("#tab-custom")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_program_of_the_author_checks_answers()
    {
        await using var recruiters = await product.Person();
        var page = (await Recruiter.SignIn(recruiters)).Page;
        await Begin(page, "Any divisor", "A program It reads");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^By a program of yours") }).CheckAsync();
        await page.Locator("#checker-language").SelectOptionAsync("python");
        await page.Locator("#checker-code").FillAsync("import sys\nn = int(open(sys.argv[1]).read())\nd = int(sys.stdin.read())\nsys.exit(42 if 1 < d < n and n % d == 0 else 43)\n");
        await Test(page, 1, "12\n", "", "10");
        await Save(page);

        await Try(page, "python", "print(4)\n", "1 of 1 passed, 10 of 10 points.");
        await Try(page, "python", "print(5)\n", "0 of 1 passed, 0 of 10 points.");
    }

    private static async Task Begin(IPage page, string title, string kind)
    {
        await page.GotoAsync("/questions");
        await page.GetByText("New question").First.ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await page.GetByLabel("Statement", new() { Exact = true }).FillAsync("What the title says.");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new($"^{kind} ") }).CheckAsync();
    }

    private static async Task Parameter(IPage page, int number, string name, string type)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add parameter" }).ClickAsync();
        await page.GetByLabel($"Name of parameter {number}").FillAsync(name);
        await page.GetByLabel($"Name of parameter {number}").BlurAsync();
        await page.GetByLabel($"Type of parameter {number}").SelectOptionAsync(type);
    }

    private static async Task Test(IPage page, int number, string input, string expected, string weight)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add test", Exact = true }).ClickAsync();
        var test = page.Locator("li.test").Nth(number - 1);
        await test.GetByRole(AriaRole.Textbox).Nth(1).FillAsync(input);
        await test.GetByRole(AriaRole.Textbox).Nth(2).FillAsync(expected);
        await page.GetByLabel($"Weight of test {number}").FillAsync(weight);
    }

    private static async Task Save(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save question" }).ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    private static async Task Try(IPage page, string language, string code, string summary)
    {
        await page.Locator("#try-language").SelectOptionAsync(language);
        await page.Locator("#try-code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the tests" }).ClickAsync();
        await Expect(page.GetByText(summary)).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task Compose(IPage page, string title, string question)
    {
        await page.GotoAsync("/assessments/new");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add question" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Add {question}" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).First).ToBeVisibleAsync();
    }
}
