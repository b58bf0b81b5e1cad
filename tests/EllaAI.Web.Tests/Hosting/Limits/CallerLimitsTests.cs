using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Storage;
using EllaAI.Web.Tests.Api;
using EllaAI.Web.Tests.Attempts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace EllaAI.Web.Tests.Hosting.Limits;

/// <summary>Limits of whoever turned out to ask, beside that of their address. The clock stands still: a minute ends when the test says so.</summary>
public sealed class CallerLimitsTests
{
    private readonly StandingClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_waits_for_the_next_minute_and_takes_nothing_from_another()
    {
        await using var app = await App(("Limits:User", "3"));
        await using var one = await ApiProgram.Start(app);
        await using var other = await ApiProgram.Start(app);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await one.Status("/api/questions"));

        using var refused = await one.Get("/api/questions");

        Assert.Equal("too-many-requests", await Task.FromResult(refused).Problem(HttpStatusCode.TooManyRequests));
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("\"api\";q=1000000;w=60, \"user\";q=3;w=60", Assert.Single(refused.Headers.GetValues("RateLimit-Policy")));
        Assert.EndsWith("\"user\";r=0;t=30", Assert.Single(refused.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await other.Status("/api/questions"));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await one.Status("/api/questions"));
    }

    [Fact]
    public async Task A_program_that_has_to_wait_or_may_not_leaves_nothing_of_from_where()
    {
        await using var app = await App(("Limits:User", "2"));
        await using var waiting = await ApiProgram.Start(app);
        await using var reader = await ApiProgram.Start(app, [ApiScopes.ReadQuestions]);
        var publish = $"/api/assessments/{Guid.NewGuid():N}/publish";

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post(publish, new { })).StatusCode);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, await waiting.Status("/api/questions"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await waiting.Post(publish, new { })).StatusCode);
        foreach (var program in new[] { waiting, reader }) Assert.Empty(await Origins(app, program));

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.NotFound, (await waiting.Post(publish, new { })).StatusCode);
        Assert.Equal("127.0.0.1", Assert.Single(await Origins(app, waiting)).Address);
    }

    [Fact]
    public async Task The_programs_of_a_company_share_what_it_may_ask_about_assessments()
    {
        await using var app = await App(("Limits:Company", "4"));
        await using var one = await ApiProgram.Start(app);
        await using var two = await ApiProgram.Start(app);
        await using var elsewhere = await ApiProgram.Start(app, company: new("globex"));
        for (var i = 0; i < 2; i++)
            foreach (var program in new[] { one, two }) Assert.Equal(HttpStatusCode.OK, await program.Status("/api/assessments"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await one.Status("/api/assessments"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await two.Status("/api/assessments"));
        Assert.Equal(HttpStatusCode.OK, await one.Status("/api/questions"));
        Assert.Equal(HttpStatusCode.OK, await elsewhere.Status("/api/assessments"));
    }

    [Fact]
    public async Task Runs_have_a_limit_of_their_own()
    {
        await using var app = await App(("Limits:Runs", "2"));
        await using var program = await ApiProgram.Start(app);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.NotFound, await program.Status($"/api/execution/{Guid.NewGuid()}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await program.Status($"/api/execution/{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.OK, await program.Status("/api/assessments"));
    }

    [Fact]
    public async Task Whoever_is_signed_in_sends_so_many_forms_and_looks_at_pages_as_before()
    {
        await using var app = await App(("Limits:User", "3"));
        using var browser = new Browser(app);
        var account = await app.AddAccount("rita@acme.example");
        (await browser.PostForm("/sign-in", ("email", "rita@acme.example"), ("password", EllaApp.Password))).Dispose();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Redirect, (await browser.PostFormAs(account, "/switch-company", ("company", "acme"))).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostFormAs(account, "/switch-company", ("company", "acme"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/assessments")).StatusCode);
    }

    [Fact]
    public async Task What_programs_and_people_use_up_takes_nothing_from_a_candidate_who_saves()
    {
        await using var app = await App(("Limits:User", "1"), ("Limits:Company", "1"), ("Limits:Runs", "1"));
        await using var program = await ApiProgram.Start(app);
        while (await program.Status("/api/assessments") != HttpStatusCode.TooManyRequests) { }
        using var candidate = await CandidatePage.Start(app);
        var epoch = await candidate.Open();

        for (var seq = 1; seq <= 20; seq++) await candidate.Write(epoch, seq, candidate.Snapshot($"text {seq}")).Json();
    }

    [Fact]
    public async Task Tokens_are_limited_by_address_and_wrong_ones_count_there_too()
    {
        await using var app = await App(("Limits:Tokens", "3"), ("Limits:Address", "5"));
        await using var program = await ApiProgram.Start(app);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await program.Exchange("ella_acme_no")).StatusCode);

        Assert.Equal("too-many-requests", await program.Exchange(program.Secret).Problem(HttpStatusCode.TooManyRequests));
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/assessments", "wrong")).StatusCode);
        Assert.Equal("too-many-requests", await program.Get("/api/assessments", "wrong").Problem(HttpStatusCode.TooManyRequests));
    }

    private static Task<List<Origin>> Origins(EllaApp app, ApiProgram program) => app.Services.GetRequiredService<IDocumentStore>()
        .Query<Origin>(Actor.System(program.Company).Query(Origin.OfProgram, program.Key.Value.ToString("N")), Ct).ToList(Ct);

    private async Task<EllaApp> App(params (string Key, string Value)[] settings)
    {
        var app = new EllaApp { Replace = services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(_clock) };
        foreach (var (key, value) in settings) app.Settings[key] = value;
        await app.InitializeAsync();
        return app;
    }

    /// <summary>The time of day stands; timers go on, so that nothing else does.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private DateTimeOffset _now = new(DateTime.UtcNow.Date.AddHours(12).AddSeconds(30), TimeSpan.Zero);

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
