using System.Net;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Tests.Attempts;
using Xunit;

namespace EllaAI.Web.Tests.Hosting.Limits;

public sealed class RequestLimitsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_too_often_is_told_to_wait_and_where_they_stand()
    {
        await using var app = await App(("Limits:Address", "1"));
        using var browser = new Browser(app);
        HttpResponseMessage answer;
        // A minute may begin between two requests, not between each two.
        do answer = await browser.Get("/sign-in");
        while (answer.StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("\"address\";q=1;w=60", Header(answer, "RateLimit-Policy"));
        Assert.StartsWith("\"address\";r=0;t=", Header(answer, "RateLimit"), StringComparison.Ordinal);
        Assert.Contains("That was a lot at once", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_checks_and_files_of_pages_do_not_count_with_pages()
    {
        await using var app = await App(("Limits:Address", "1"));
        using var browser = new Browser(app);
        foreach (var path in new[] { "/health", "/ready", "/css/tokens.css", "/built/theme.js" })
            for (var i = 0; i < 3; i++)
                Assert.Equal(HttpStatusCode.OK, (await browser.Get(path)).StatusCode);
    }

    [Fact]
    public async Task What_others_behind_one_address_use_up_takes_nothing_from_a_candidate()
    {
        await using var app = await App(("Limits:Address", "40"));
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();
        using var neighbour = new Browser(app);
        while ((await neighbour.Get("/sign-in")).StatusCode == HttpStatusCode.OK) { }

        for (var seq = 1; seq <= 50; seq++) await candidate.Write(epoch, seq, candidate.Snapshot($"text {seq}")).Json();
        Assert.Equal(HttpStatusCode.OK, (await candidate.Browser.Get(candidate.Path)).StatusCode);
    }

    [Fact]
    public async Task An_attempt_has_its_own_limit_and_a_program_gets_a_problem()
    {
        await using var app = await App(("Limits:Attempt", "3"));
        using var one = await CandidatePage.Start(app);
        using var other = await CandidatePage.Start(app);
        HttpResponseMessage answer;
        do answer = await one.Post("session");
        while (answer.StatusCode == HttpStatusCode.OK);

        Assert.Equal("too-many-requests", await Task.FromResult(answer).Problem(HttpStatusCode.TooManyRequests));
        await other.Post("session").Json();
    }

    [Fact]
    public async Task Inventing_attempts_gives_nobody_more_requests()
    {
        await using var app = await App(("Limits:Address", "5"));
        using var browser = new Browser(app);
        for (var i = 0; ; i++)
        {
            using var answer = await browser.PostJson($"/attempts/{Guid.NewGuid()}/session", new { }, csrf: null);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) break;
            Assert.True(i < 20, "Twenty were let through.");
        }
    }

    [Fact]
    public async Task Sign_in_is_limited_by_itself()
    {
        await using var app = await App(("Limits:SignIn", "2"));
        using var browser = new Browser(app);
        HttpStatusCode status;
        do
        {
            using var answer = await browser.PostForm("/sign-in", ("email", "nobody@example.com"), ("password", "wrong horse battery"));
            status = answer.StatusCode;
        }
        while (status == HttpStatusCode.Redirect);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_asks_is_believed_of_known_proxies_only(bool known)
    {
        await using var app = await App([("Limits:Address", "2"), .. known ? [("Ella:Proxies:0", "127.0.0.0/8")] : Array.Empty<(string, string)>()]);
        using var http = new HttpClient { BaseAddress = app.Address };
        var statuses = new List<HttpStatusCode>();
        for (var i = 1; i <= 8; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{i}");
            using var answer = await http.SendAsync(request, Ct);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(!known, statuses.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_new_minute_begins_at_nothing_and_forgets_the_old_one()
    {
        var counter = new MemoryCounter();
        Assert.Equal(1, await counter.Add("a", 1, Ct));
        Assert.Equal(2, await counter.Add("a", 1, Ct));
        Assert.Equal(1, await counter.Add("b", 1, Ct));
        Assert.Equal(1, await counter.Add("a", 2, Ct));
    }

    [Fact]
    public async Task Requests_at_once_are_all_counted()
    {
        var counter = new MemoryCounter();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(async () => await counter.Add("a", 5, Ct), Ct)));
        Assert.Equal(1_001, await counter.Add("a", 5, Ct));
    }

    private static async Task<EllaApp> App(params (string Key, string Value)[] settings)
    {
        var app = new EllaApp();
        foreach (var (key, value) in settings) app.Settings[key] = value;
        await app.InitializeAsync();
        return app;
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
