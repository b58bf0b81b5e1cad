using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using EllaAI.Core.Attempts;
using EllaAI.Core.Operations;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>What the candidate's page hears over the hub, in MessagePack as it comes.</summary>
public sealed class AttemptHubTests(EllaApp app)
{
    private static readonly string[] _names = ["Execution", "Compiled", "Test", "Clock", "Superseded", "SeatAsked", "SeatTaken", "Closed"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_comes_with_the_connection()
    {
        using var candidate = await CandidatePage.Start(app);
        await using var hub = await Listen(candidate.Path, candidate.Browser.Cookies);

        var clock = await hub.Next("Clock");

        Assert.Equal(["serverNow", "deadline", "state"], clock.Keys);
        Assert.Equal("in-progress", clock["state"]);
        Assert.True(DateTimeOffset.Parse((string)clock["deadline"]!, null) > DateTimeOffset.Parse((string)clock["serverNow"]!, null).AddMinutes(59));
    }

    [Fact]
    public async Task A_submission_is_followed_test_by_test_without_telling_hidden_ones()
    {
        using var candidate = await CandidatePage.Start(app);
        await using var hub = await Listen(candidate.Path, candidate.Browser.Cookies);
        await hub.Next("Clock");
        var id = (await candidate.Execute("submit", "passes 1 3").Json(HttpStatusCode.Accepted)).Text("id");

        var heard = await hub.Until("Execution", e => e["state"] is "finished");

        Assert.Equal(["Execution", "Compiled", "Test", "Test", "Test", "Execution"], heard.Select(h => h.Name));
        var (running, compiled, tests, finished) = (heard[0].Message, heard[1].Message, heard[2..5].Select(h => h.Message).ToArray(), heard[5].Message);
        Assert.Equal((id, "running"), (running["id"], running["state"]));
        Assert.Equal(["execution", "compile"], compiled.Keys);
        Assert.All(tests, t => Assert.Equal(id, t["execution"]));
        Assert.Equal(
            ["id", "kind", "question", "language", "state", "createdAt", "custom", "compile", "tests", "verdict", "points", "maxPoints", "message"], finished.Keys);
        Assert.Equal(("wrong-answer", "3", "4"), (finished["verdict"], $"{finished["points"]}", $"{finished["maxPoints"]}"));
        Assert.Equal(
            """{"number":3,"name":"Hidden test","visible":false,"verdict":"accepted","cpuMs":null,"memoryKb":null,"stdin":null,"expected":null,"stdout":null,"stderr":null,"note":null,"cases":[]}""",
            Written(tests[2]["test"]));
        Assert.Contains("seen answer 2", Written(tests[1]), StringComparison.Ordinal);
        Assert.All(heard, h => Secrets.AreNotIn(Written(h.Message)));
    }

    [Fact]
    public async Task A_page_hears_that_another_one_writes_now_and_that_the_attempt_has_closed()
    {
        using var candidate = await CandidatePage.Start(app);
        await using var hub = await Listen(candidate.Path, candidate.Browser.Cookies);
        await hub.Next("Clock");
        var epoch = await candidate.Open();

        Assert.Equal($"{epoch}", $"{(await hub.Next("Superseded"))["epoch"]}");
        await candidate.Post("finish");
        Assert.Equal($"{candidate.Path}/done", (await hub.Next("Closed"))["redirect"]);
    }

    [Fact]
    public async Task The_device_that_has_it_is_asked_first_then_told_and_then_hears_nothing()
    {
        using var first = await CandidatePage.Start(app);
        await using var hub = await Listen(first.Path, first.Browser.Cookies);
        await hub.Next("Clock");
        using var second = new Browser(app);

        var taking = second.PostForm($"/take/{first.Token}/continue", ("handovers", "0"));
        Assert.Equal("0", $"{(await hub.Next("SeatAsked"))["handovers"]}");
        // Refused when it came too late, on a slow machine: the other one goes ahead without.
        (await first.Post("release")).Dispose();
        using var taken = await taking;
        Assert.Equal("1", $"{(await hub.Next("SeatTaken"))["handovers"]}");

        // Whoever comes back hears at once that it has it no longer, and nothing else.
        await using var again = await Listen(first.Path, first.Browser.Cookies);
        Assert.Equal("1", $"{(await again.Next("SeatTaken"))["handovers"]}");
        await using var holder = await Listen(first.Path, second.Cookies);
        await holder.Next("Clock");
        await second.PostJson($"{first.Path}/finish", "{}", first.Csrf).Json();
        await holder.Next("Closed");
        Assert.Empty(hub.Heard());
        Assert.Empty(again.Heard());
    }

    [Fact]
    public async Task It_is_told_when_a_page_is_open_and_when_it_was_closed()
    {
        using var candidate = await CandidatePage.Start(app);
        var (live, topic) = (app.Services.GetRequiredService<ILiveMessages>(), LiveTopics.Attempt(candidate.Attempt));
        var said = new ConcurrentQueue<object>();
        using var heard = live.Subscribe(topic, message =>
        {
            said.Enqueue(message);
            return Task.CompletedTask;
        });

        (await candidate.Browser.Get(candidate.Path)).Dispose();
        Assert.Single(said.OfType<PageOpen>());
        await using (var hub = await Listen(candidate.Path, candidate.Browser.Cookies))
        {
            await hub.Next("Clock");
            Assert.Equal(2, said.OfType<PageOpen>().Count());
            await live.Publish(topic, new PageSought(), Ct);
            Assert.Equal(3, said.OfType<PageOpen>().Count());
            Assert.Empty(said.OfType<PageClosed>());
        }
        await Until.True(() => said.OfType<PageClosed>().Any());
        // What has gone answers no more.
        await live.Publish(topic, new PageSought(), Ct);
        Assert.Equal(3, said.OfType<PageOpen>().Count());
    }

    [Fact]
    public async Task A_strangers_connection_is_closed_and_hears_nothing()
    {
        using var candidate = await CandidatePage.Start(app);
        using var stranger = await CandidatePage.Start(app);

        foreach (var cookies in new[] { stranger.Browser.Cookies, new CookieContainer() })
        {
            await using var hub = await Listen(candidate.Path, cookies);
            await hub.Closed.WaitAsync(_patience, Ct);
            await candidate.Open();
            Assert.Empty(hub.Heard());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/attempts/none")]
    [InlineData("/attempts/00000000000000000000000000000000")]
    public async Task A_connection_to_no_attempt_is_closed(string path)
    {
        using var candidate = await CandidatePage.Start(app);
        await using var hub = await Listen(path, candidate.Browser.Cookies);

        await hub.Closed.WaitAsync(_patience, Ct);
        Assert.Empty(hub.Heard());
    }

    private static string Written(object? message) => JsonSerializer.Serialize(message, JsonSerializerOptions.Web);

    private Task<Listener> Listen(string path, CookieContainer cookies) =>
        Listener.Open(new Uri(app.Address, $"/hubs/attempt?attempt={path.Replace("/attempts/", "", StringComparison.Ordinal)}"), cookies);

    private sealed class Listener : IAsyncDisposable
    {
        private readonly HubConnection _connection;
        private readonly Channel<(string Name, Dictionary<string, object?> Message)> _heard = Channel.CreateUnbounded<(string, Dictionary<string, object?>)>();
        private readonly TaskCompletionSource _closed = new();

        private Listener(HubConnection connection)
        {
            _connection = connection;
            connection.Closed += _ =>
            {
                _closed.TrySetResult();
                return Task.CompletedTask;
            };
            foreach (var name in _names) connection.On<Dictionary<string, object?>>(name, message => _heard.Writer.TryWrite((name, message)));
        }

        public Task Closed => _closed.Task;

        public static async Task<Listener> Open(Uri address, CookieContainer cookies)
        {
            var listener = new Listener(new HubConnectionBuilder().WithUrl(address, http => http.Cookies = cookies).AddMessagePackProtocol().Build());
            try
            {
                await listener._connection.StartAsync(Ct);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
            {
                // Refused before the handshake was over.
                listener._closed.TrySetResult();
            }

            return listener;
        }

        /// <summary>The next message of this name; the ones before it are passed over.</summary>
        public async Task<Dictionary<string, object?>> Next(string name) => (await Until(name, _ => true))[^1].Message;

        public async Task<List<(string Name, Dictionary<string, object?> Message)>> Until(string name, Func<Dictionary<string, object?>, bool> isIt)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(_patience);
            var heard = new List<(string Name, Dictionary<string, object?> Message)>();
            do heard.Add(await _heard.Reader.ReadAsync(patience.Token));
            while (heard[^1].Name != name || !isIt(heard[^1].Message));
            return heard;
        }

        public IEnumerable<string> Heard()
        {
            while (_heard.Reader.TryRead(out var heard)) yield return heard.Name;
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
