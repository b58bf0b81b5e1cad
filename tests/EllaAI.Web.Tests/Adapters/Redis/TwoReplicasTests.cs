using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;
using EllaAI.Core.Tests;
using EllaAI.Web.Attempts;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

/// <summary>The whole product twice on one Redis; only the documents are each one's own.</summary>
public sealed class TwoReplicasTests : IAsyncLifetime
{
    private readonly EllaApp _one = new(), _two = new();
    private RedisServer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.Start();
        foreach (var app in new[] { _one, _two })
        {
            app.Settings["Redis:Cache"] = _redis.Address;
            app.Settings["Redis:Jobs"] = _redis.Address;
            await app.InitializeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_candidates_page_hears_what_another_replica_says_and_its_own_also_without_redis()
    {
        using var candidate = await CandidatePage.Start(_one);
        await using var page = await Listen(candidate);
        var topic = LiveTopics.Attempt(candidate.Attempt);

        await Until.True(async () =>
        {
            await Groups(_two).Group(topic).Superseded(new(2));
            return page.Epochs.Contains(2);
        });
        await Groups(_one).Group(topic).Superseded(new(1));
        await Until.True(() => page.Epochs.Contains(1));
        Assert.Equal(1, page.Epochs.Count(e => e == 1));

        _redis.KillAtOnce();
        await Groups(_one).Group(topic).Superseded(new(3));
        await Until.True(() => page.Epochs.Contains(3));
    }

    [Fact]
    public async Task Without_redis_it_is_degraded_by_name_and_goes_on()
    {
        using var browser = new Browser(_one);
        await Until.True(async () => (await Neighbours(browser)).Text("status") == "healthy");

        _redis.KillAtOnce();

        await Until.True(async () => (await Neighbours(browser)).Text("status") == "degraded");
        await Until.True(async () => (await Neighbours(browser)).Text("description") == "without redis-cache, redis-jobs");
        await Until.True(async () => (await Neighbours(browser)).Text("redis-cache") == "open");
        using var candidate = await CandidatePage.Start(_one);
        var id = (await candidate.Execute("submit", "passes 1 3").Json(HttpStatusCode.Accepted)).Text("id")!;
        Assert.Equal("wrong-answer", (await candidate.Finished(id)).Text("verdict"));
        Assert.NotEmpty((await _one.Services.GetRequiredService<ReadAssessments>().List(_one.Recruiter, "", Ct)).Value().Items);

        await _redis.Restart();

        await Until.True(async () => (await Neighbours(browser)).Text("status") == "healthy");
    }

    [Fact]
    public async Task A_run_on_another_replica_goes_on_while_a_page_is_open_and_ends_with_the_last()
    {
        using var candidate = await CandidatePage.Start(_one);
        var (clock, topic, pages) = (new FakeTimeProvider(), LiveTopics.Attempt(candidate.Attempt), 0);
        using var run = new PageWatch(Live(_two), clock, candidate.Attempt, Ct);
        ConcurrentQueue<object> said = new(), heard = new();
        using var there = Live(_one).Subscribe(topic, Into(said));
        using var here = Live(_two).Subscribe(topic, Into(heard));

        await using (await Listen(candidate))
        {
            // Until the replicas have found each other.
            await Until.True(async () =>
            {
                await using (await Listen(candidate)) pages++;
                return heard.OfType<PageClosed>().Any();
            });
            // Once this is heard nothing is on its way, but for the answer of the page that stays.
            await Until.True(() => said.OfType<PageClosed>().Count() == pages);
            await Live(_one).Publish(topic, new WriterSuperseded(1), Ct);
            await Until.True(() => heard.OfType<WriterSuperseded>().Any() && heard.Reverse().TakeWhile(m => m is not PageClosed).OfType<PageOpen>().Any());
            clock.Advance(2 * PageWatch.Grace);
            Assert.False(run.IsGone);
        }
        await Until.True(() =>
        {
            clock.Advance(PageWatch.Grace);
            return run.IsGone;
        });
        Assert.True(run.Token.IsCancellationRequested);
    }

    private static ILiveMessages Live(EllaApp app) => app.Services.GetRequiredService<ILiveMessages>();

    private static Func<object, Task> Into(ConcurrentQueue<object> queue) => message =>
    {
        queue.Enqueue(message);
        return Task.CompletedTask;
    };

    private static IHubClients<IAttemptClient> Groups(EllaApp app) => app.Services.GetRequiredService<IHubContext<AttemptHub, IAttemptClient>>().Clients;

    /// <summary>Ready says 200 throughout.</summary>
    private static async Task<JsonElement> Neighbours(Browser browser)
    {
        JsonElement ready = default;
        await Until.True(async () =>
        {
            using var answer = await browser.Get("/ready");
            ready = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
            // Job servers announce themselves a moment after the start.
            return answer.StatusCode == HttpStatusCode.OK;
        });
        return ready.GetProperty("checks").GetProperty("neighbours");
    }

    private async Task<HubPage> Listen(CandidatePage candidate)
    {
        var page = new HubPage(new HubConnectionBuilder()
            .WithUrl(new Uri(_one.Address, $"/hubs/attempt?attempt={candidate.Attempt.Value:N}"), HttpTransportType.WebSockets, options => options.Cookies = candidate.Browser.Cookies)
            .AddMessagePackProtocol()
            .Build());
        await page.Start();
        return page;
    }

    private sealed class HubPage(HubConnection connection) : IAsyncDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<int> _epochs = new();

        public IReadOnlyCollection<int> Epochs => _epochs;

        public async Task Start()
        {
            var clock = new TaskCompletionSource();
            connection.On<ClockView>("Clock", _ => clock.TrySetResult());
            connection.On<SupersededView>("Superseded", view => _epochs.Enqueue(view.Epoch));
            await connection.StartAsync(Ct);
            await clock.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
