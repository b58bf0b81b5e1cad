using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>One device at a time: what the others are told and refused.</summary>
public sealed class SeatTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_the_device_that_no_longer_has_it_is_refused_with_one_code()
    {
        using var first = await CandidatePage.Start(app);
        var epoch = await first.Open();
        using var second = new Browser(app);

        await Continue(second, first.Token, 0);

        Assert.Equal("seat-taken", await first.Post("session").Problem(HttpStatusCode.Conflict));
        Assert.Equal("seat-taken", await first.Write(epoch, 1, first.Snapshot("late")).Problem(HttpStatusCode.Conflict));
        Assert.Equal("seat-taken", await first.Execute("run", "x").Problem(HttpStatusCode.Conflict));
        Assert.Equal("seat-taken", await first.Post("finish").Problem(HttpStatusCode.Conflict));
        Assert.Equal("seat-taken", await first.Browser.Get($"{first.Path}/executions/{Guid.NewGuid():N}").Problem(HttpStatusCode.Conflict));
        Assert.Contains("Continue on this device?", await Text(first.Browser, first.Path), StringComparison.Ordinal);
        Assert.Contains("workspace-data", await Text(second, first.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_device_takes_it_back_by_its_page_and_by_its_form()
    {
        using var first = await CandidatePage.Start(app);
        using var second = new Browser(app);
        await Continue(second, first.Token, 0);

        Assert.Equal("seat-moved", await first.Post("seat", new { handovers = 0 }).Problem(HttpStatusCode.Conflict));
        Assert.Equal(2, (await first.Post("seat", new { handovers = 1 }).Json()).GetProperty("handovers").GetInt32());
        await first.Open();

        using var back = await second.PostForm($"{first.Path}/continue", ("handovers", "2"));
        Assert.Equal(first.Path, back.Headers.Location?.ToString());
        Assert.Equal("seat-taken", await first.Post("session").Problem(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Whoever_was_slower_is_asked_again()
    {
        using var first = await CandidatePage.Start(app);
        using var second = new Browser(app);
        using var third = new Browser(app);
        await Continue(second, first.Token, 0);

        using var answer = await third.PostForm($"/take/{first.Token}/continue", ("handovers", "0"));

        Assert.Equal($"/take/{first.Token}?problem=seat-moved", answer.Headers.Location?.ToString());
        Assert.Contains("Another device took over a moment ago", await Text(third, $"/take/{first.Token}?problem=seat-moved"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_over_is_for_our_own_page()
    {
        using var first = await CandidatePage.Start(app);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("handovers", "0")]);

        using var forged = await http.PostAsync(new Uri($"/take/{first.Token}/continue", UriKind.Relative), form, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await first.Open();
    }

    [Fact]
    public async Task A_cookie_from_before_there_were_seats_still_opens_its_attempt()
    {
        using var first = await CandidatePage.Start(app);
        var attempt = first.Attempt.Value.ToString("N");
        var old = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("ella.candidate.session").Protect($"acme|{attempt}");
        using var browser = new Browser(app);
        browser.Cookies.Add(app.Address, new Cookie($"ella-attempt-{attempt}", old));

        // Started with a seat, so this one is another device: it is asked, and not turned away.
        Assert.Contains("Continue on this device?", await Text(browser, first.Path), StringComparison.Ordinal);
        using var answer = await browser.PostForm($"{first.Path}/continue", ("handovers", "0"));
        Assert.Contains("workspace-data", await Text(browser, first.Path), StringComparison.Ordinal);
    }

    private static async Task Continue(Browser browser, string token, int handovers)
    {
        using var answer = await browser.PostForm($"/take/{token}/continue", ("handovers", $"{handovers}"), ("seat", Guid.NewGuid().ToString()));
        Assert.StartsWith("/attempts/", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> Text(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
