using EllaAI.Web.Tests.Adapters.Smtp;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>What a recruiter sees of mail that a real mail server takes or does not take.</summary>
public sealed class OutboxTests(ProductFixture product)
{
    [Fact]
    public async Task A_mail_that_nobody_took_says_why_and_goes_out_once_after_a_double_click()
    {
        await using var server = await SmtpServer.Start();
        var data = Directory.CreateTempSubdirectory("ella-e2e-");
        await using var ella = new EllaProcess(data.FullName, ["--Ella:Demo=true", .. server.Settings.Select(s => $"--{s.Key}={s.Value}")]);
        await ella.Start();
        await using var context = await product.Person(ella);
        var page = (await Recruiter.SignIn(context)).Page;
        server.Answer("RCPT", "550 5.1.1 No such user");

        var recruiter = new Recruiter(page);
        await recruiter.OpenBoard();
        await recruiter.Invite("Ann Lee", "ann@example.com");
        await page.GotoAsync("/outbox");
        var mail = page.Locator("article.mail");
        await Expect(page.Locator("[data-mail-to='ann@example.com']")).ToContainTextAsync("Not sent");
        await Expect(mail).ToContainTextAsync("The mail server said: 550 5.1.1 No such user");

        server.Answer("RCPT", null);
        await mail.GetByRole(AriaRole.Button, new() { Name = "Send again" }).DblClickAsync();

        await Expect(page.Locator("[data-mail-to='ann@example.com']")).ToHaveAttributeAsync("data-state", "sent");
        await Expect(mail).ToHaveAttributeAsync("data-state", "sent");
        await Expect(mail.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        Assert.Single(server.Mailbox());
        await page.CloseAsync();
        await ella.DisposeAsync();
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_a_mail_server_the_platforms_admin_finds_the_link_for_a_new_password()
    {
        await using var forgetful = await product.Person();
        var asking = await forgetful.NewPageAsync();
        await asking.GotoAsync("/sign-in");
        await asking.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await asking.GetByLabel("Email").FillAsync("ines@acme.example");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Expect(asking.GetByRole(AriaRole.Heading, new() { Name = "Look into your mail" })).ToBeVisibleAsync();

        await using var admins = await product.Person(width: 390, height: 844);
        var page = await admins.NewPageAsync();
        await page.GotoAsync("/sign-in?returnUrl=/platform/outbox");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("olu@ella.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator("[data-mail-to='ines@acme.example']").First.ClickAsync();
        var link = await page.Locator("article.mail a[href*='/reset-password']").GetAttributeAsync("href");

        await asking.GotoAsync(link!);
        await Expect(asking.GetByLabel("New password for ines@acme.example")).ToBeVisibleAsync();
    }
}
