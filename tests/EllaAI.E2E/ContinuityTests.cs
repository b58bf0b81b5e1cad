using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>What a candidate typed survives whatever ends: the server, the browser, the network.</summary>
public sealed class ContinuityTests(ProductFixture product)
{
    [Fact]
    public async Task A_server_killed_in_the_middle_loses_neither_text_nor_clock_nor_session()
    {
        await using var ella = new EllaProcess();
        await ella.Start();
        await using var recruiters = await product.Person(ella);
        await using var candidates = await product.Person(ella);
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Kim Lind", "kim@example.com"));
        await candidate.Start();
        await candidate.Type("# before the end\n");
        await candidate.IsSaved();
        var before = await candidate.Left();

        await ella.Kill();
        await candidate.Type("# while nobody listens\n");
        await Expect(candidate.Saved).ToContainTextAsync("Offline");
        await ella.Start();
        await candidate.IsSaved();
        await candidate.Sees("# while nobody listens");

        await candidate.Page.ReloadAsync();
        await candidate.IsInWorkspace();
        await candidate.Sees("# before the end");
        await candidate.Sees("# while nobody listens");
        Assert.InRange(await candidate.Left(), before - TimeSpan.FromMinutes(2), before);
        await candidate.Write("print(1)");
        await candidate.Run();
        await Expect(candidate.Results).ToContainTextAsync("0 of 2 tests passed");
        // The recruiter's page finds its way back by itself, still signed in.
        await recruiter.SeesState("kim@example.com", "in-progress");
    }

    [Fact]
    public async Task A_submission_under_way_when_the_server_is_killed_gets_its_verdict_after_the_restart()
    {
        await using var ella = new EllaProcess();
        await ella.Start();
        await using var recruiters = await product.Person(ella);
        await using var candidates = await product.Person(ella);
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Sam Odell", "sam@example.com"));
        await candidate.Start();
        // Each test takes a second, so that the end comes while they run.
        await candidate.Write("import time\ntime.sleep(1)\n" + Place.Solution("visitor-sessions", "python.py"));
        await candidate.IsSaved();
        await candidate.Submit();
        await Expect(candidate.Results).ToContainTextAsync("Example 1");
        await ella.Kill();
        await ella.Start();
        await Expect(candidate.Results).ToContainTextAsync("100 of 100", new() { Timeout = 120_000 });
        await recruiter.SeesPoints("sam@example.com", "Sessions from an access log: 100 of 100 points");
    }

    [Fact]
    public async Task A_killed_browser_goes_on_by_the_link_on_another_device()
    {
        await using var recruiters = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var link = await recruiter.Invite("Lea Berg", "lea@example.com");
        var first = await product.Person();
        var candidate = await Candidate.Open(first, link);
        await candidate.Start();
        await candidate.Type("# typed on the first device\n");
        await candidate.IsSaved();
        var before = await candidate.Left();
        await first.CloseAsync();

        await using var second = await product.Person();
        var again = await Candidate.Open(second, link);
        await again.ContinueHere();
        await again.IsInWorkspace();
        await again.Sees("# typed on the first device");
        Assert.InRange(await again.Left(), before - TimeSpan.FromSeconds(60), before);
    }

    [Fact]
    public async Task Typing_without_a_network_is_kept_and_sent_when_it_returns()
    {
        await using var recruiters = await product.Person();
        await using var candidates = await product.Person();
        var recruiter = await Recruiter.SignIn(recruiters);
        await recruiter.OpenBoard();
        var candidate = await Candidate.Open(candidates, await recruiter.Invite("Omar Nasr", "omar@example.com"));
        await candidate.Start();
        await candidates.SetOfflineAsync(true);
        await candidate.Type("# typed offline\n");
        await Expect(candidate.Saved).ToContainTextAsync("Offline");
        await candidates.SetOfflineAsync(false);
        await candidate.IsSaved();
        await candidate.Page.ReloadAsync();
        await candidate.IsInWorkspace();
        await candidate.Sees("# typed offline");
    }
}
