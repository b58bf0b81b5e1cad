using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>One attempt, two browsers.</summary>
public sealed class DevicesTests(ProductFixture product)
{
    [Fact]
    public async Task The_second_device_is_asked_and_the_first_is_told_at_once_and_takes_it_back()
    {
        await using var recruiters = await product.Person();
        await using var laptops = await product.Person();
        await using var tablets = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var link = await recruiter.Invite("Vera Two", "vera@example.com");
        var laptop = await Candidate.Open(laptops, link);
        await laptop.Start();
        await laptop.Type("# typed on the laptop\n");

        var tablet = await Candidate.Open(tablets, link);
        await Expect(tablet.Page.GetByRole(AriaRole.Heading, new() { Name = "Continue on this device?" })).ToBeVisibleAsync();
        await Expect(laptop.Page.Locator(".workspace")).ToHaveAttributeAsync("data-phase", "writing");
        await tablet.ContinueHere();

        await laptop.IsTaken("Everything you typed here is saved.");
        await tablet.IsInWorkspace();
        await tablet.Sees("# typed on the laptop");
        await tablet.Type("# and on the tablet\n");
        await tablet.IsSaved();

        await laptop.ContinueHere();
        await laptop.IsInWorkspace();
        await laptop.Sees("# and on the tablet");
        await tablet.IsTaken("Everything you typed here is saved.");
    }

    [Fact]
    public async Task What_a_device_could_not_send_stays_on_it_until_the_candidate_has_chosen()
    {
        await using var recruiters = await product.Person();
        await using var laptops = await product.Person();
        await using var tablets = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var link = await recruiter.Invite("Otto Offline", "otto@example.com");
        var laptop = await Candidate.Open(laptops, link);
        await laptop.Start();
        await laptop.Type("# before the train\n");
        await laptop.IsSaved();
        await laptops.SetOfflineAsync(true);
        await laptop.Type("# in the tunnel\n");
        await Expect(laptop.Saved).ToContainTextAsync("Offline");

        var tablet = await Candidate.Open(tablets, link);
        await tablet.ContinueHere();
        await tablet.IsInWorkspace();
        await tablet.Type("# on the tablet\n");
        await tablet.IsSaved();
        await laptops.SetOfflineAsync(false);

        await laptop.IsTaken("they are kept on this device");
        await laptop.ContinueHere();
        await laptop.Page.GetByRole(AriaRole.Button, new() { Name = "Use this device's text" }).ClickAsync();
        await laptop.IsInWorkspace();
        await laptop.Sees("# in the tunnel");
        await laptop.IsSaved();
    }
}
