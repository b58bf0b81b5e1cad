using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>What people and programs do wrong gets one clear message, and nothing is counted twice.</summary>
public sealed class BadInputTests(ProductFixture product)
{
    [Theory]
    [InlineData("/take/nonsense")]
    [InlineData("/take/acme.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/take/platform.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_link_says_what_to_do(string link)
    {
        await using var somebody = await product.Person();
        var page = await somebody.NewPageAsync();
        var answer = await page.GotoAsync(link);
        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This link does not lead to an assessment" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_name_of_10_000_characters_is_refused_beside_its_field()
    {
        await using var recruiters = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var dialog = await recruiter.FillInvitation(new string('x', 10_000), "long@example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("A name can have at most 100 characters");
        await Expect(recruiter.Row("long@example.com")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Programs_that_misbehave_are_ended_and_told_apart()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Mal Practice", "mal@example.com"));
        await candidate.Start();
        (string Program, string Verdict)[] programs =
        [
            ("while True: pass", "Too slow"),
            ("while True: print('x' * 1000)", "Too much output"),
            ("x = bytearray(2 * 1024 ** 3)", "Too much memory|Program failed"),
            ("import os\nwhile True: os.fork()", "Program failed|Too slow|Took too long|Too much memory"),
            ("import time\ntime.sleep(3600)", "Took too long"),
            ("import socket\nsocket.create_connection(('127.0.0.1', 80))", "Program failed"),
            ("def broken(:", "Does not compile|Program failed"),
        ];
        foreach (var (program, verdict) in programs)
        {
            await candidate.Write(program);
            await candidate.Run();
            await Expect(candidate.Results).ToContainTextAsync(new Regex(verdict), new() { Timeout = 90_000 });
            await Expect(candidate.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToHaveAttributeAsync("aria-disabled", "false", new() { Timeout = 90_000 });
        }

        await candidate.Write("print('still here')");
        await candidate.Run();
        await Expect(candidate.Results).ToContainTextAsync("still here");
    }

    [Fact]
    public async Task Nothing_to_submit_is_said_and_a_double_click_submits_once()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Dora Double", "dora@example.com"));
        await candidate.Start();
        await candidate.Write(" ");
        await candidate.Submit();
        await Expect(candidate.Page.Locator("[data-problem-line]")).ToContainTextAsync("There is no code yet");

        await candidate.Write("print('wrong')");
        await candidate.Page.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).DblClickAsync();
        await Expect(candidate.Results).ToContainTextAsync("0 of 100 points", new() { Timeout = 60_000 });
        await candidate.Submit();
        await candidate.Page.GetByRole(AriaRole.Tab, new() { Name = "Submissions" }).ClickAsync();
        await Expect(candidate.Page.Locator(".ws-submission")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_saying_which_part_is_wrong()
    {
        await using var somebody = await product.Person();
        var page = await somebody.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("nobody@acme.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("That email and password do not match an account")).ToBeVisibleAsync();
    }
}
