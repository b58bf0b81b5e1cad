using System.Net;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests;
using EllaAI.Core.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EllaAI.Web.Tests.Webhooks;

/// <summary>From an invitation to a program of the company's that hears of it, through the whole product.</summary>
public sealed class WebhooksOfACompanyTests : IAsyncLifetime
{
    private static readonly Actor _admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));
    private readonly ShiftedClock _clock = new();
    private readonly RecordedLog _log = new();
    private readonly EllaApp _app = new();
    private Receiver _receiver = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.Start();
        _app.Settings["Webhooks:AllowInsecure"] = "true";
        _app.Settings["Webhooks:AllowPrivateNetworks"] = "true";
        _app.Replace = services => services
            .RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(_clock)
            .RemoveAll<ILoggerFactory>().AddSingleton<ILoggerFactory>(_ => LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(_log)));
        await _app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task An_invitation_arrives_once_with_a_signature_that_verifies_and_without_the_link()
    {
        var added = await Add("/hooks", "invitation.sent");

        var token = await _app.Invite();

        await Until.True(() => _receiver.All.Count == 1);
        var got = _receiver.All[0];
        var (id, seconds) = (got.Headers["webhook-id"], long.Parse(got.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(WebhookSignature.Of([added.Secret], id, DateTimeOffset.FromUnixTimeSeconds(seconds), got.Body), got.Headers["webhook-signature"]);
        Assert.Equal(id, JsonSerializer.Deserialize<JsonElement>(got.Body).GetProperty("id").GetString());
        foreach (var secret in new[] { token, "ann@example.com", "Ann Lee" }) Assert.DoesNotContain(secret, got.Body, StringComparison.Ordinal);
        await NothingIsOnItsWay();
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task A_failure_is_followed_by_a_success_ten_seconds_later()
    {
        var added = await Add("/hooks", "invitation.sent");
        _receiver.AnswerStatus(500);
        await _app.Invite();
        await Until.True(async () => (await Shown(added)).State is { LastStatus: 500 });
        _receiver.AnswerStatus(200);

        await Until.True(async () => (await Waiting()).Any(d => d.Attempts == 1 && d.Owner.Length == 0));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Until.True(() => _receiver.All.Count == 2);

        Assert.Equal(_receiver.All[0].Body, _receiver.All[1].Body);
        await NothingIsOnItsWay();
        Assert.Equal((200, null), ((await Shown(added)).State!.LastStatus, (await Shown(added)).State!.FailingSince));
    }

    [Fact]
    public async Task Endpoints_that_hang_keep_neither_others_nor_the_products_own_events_waiting()
    {
        await using var hanging = await Receiver.Start();
        hanging.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        for (var i = 0; i < 9; i++) await Add(hanging, $"/{i}", "invitation.sent");
        await Add("/well", "invitation.sent");

        for (var i = 0; i < 3; i++) await _app.Invite();

        await Until.True(() => _receiver.All.Count == 3, seconds: 10);
        await Until.True(() => hanging.All.Count == 9);
    }

    [Fact]
    public async Task An_endpoint_that_is_down_makes_nobody_unready_and_is_named_nowhere()
    {
        await Add("/token-in-the-path", "invitation.sent");
        _receiver.AnswerStatus(500);
        using var browser = new Browser(_app);
        await _app.Invite();
        for (var i = 1; i <= 5; i++)
        {
            var tries = i;
            await Until.True(() => _receiver.All.Count == tries);
            await Until.True(async () => (await Waiting()).All(d => d.Owner.Length == 0));
            _clock.Advance(TimeSpan.FromSeconds(80));
        }

        var ready = await browser.Get("/ready").Json(HttpStatusCode.OK);
        Assert.Equal("1 of 1 open", ready.GetProperty("checks").GetProperty("neighbours").Text("webhook"));
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("neighbours").Text("status"));
        using var metrics = await browser.Get("/metrics");
        var text = await metrics.Content.ReadAsStringAsync(Ct);
        Assert.Contains("ella_neighbour_group_open{", text, StringComparison.Ordinal);
        foreach (var said in new[] { text, ready.GetRawText(), _log.Text })
        {
            Assert.DoesNotContain("token-in-the-path", said, StringComparison.Ordinal);
            Assert.DoesNotContain($":{_receiver.Address.Port}", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_waits_while_it_is_left_alone_loses_no_attempt()
    {
        await Add("/hooks", "invitation.sent");
        _receiver.AnswerStatus(500);
        await _app.Invite();
        for (var i = 1; i <= 5; i++)
        {
            var tries = i;
            await Until.True(() => _receiver.All.Count == tries);
            await Until.True(async () => (await Waiting()).All(d => d.Owner.Length == 0));
            if (i < 5) _clock.Advance(TimeSpan.FromSeconds(80));
        }

        await _app.Invite();
        await Until.True(async () => (await Waiting()).Any(d => d is { Postponed: > 0, Attempts: 0, Owner.Length: 0 }));
        Assert.Equal(5, _receiver.All.Count);
        _receiver.AnswerStatus(200);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Until.True(() => _receiver.All.Count == 6);
        await NothingIsOnItsWay();
    }

    [Fact]
    public async Task A_secret_is_in_no_document_no_log_and_on_no_list()
    {
        var added = await Add("/hooks", "invitation.sent");
        await _app.Invite();
        await Until.True(() => _receiver.All.Count == 1);
        var key = added.Secret["whsec_".Length..];

        var kept = await _app.Services.GetRequiredService<IDocumentStore>().Get<JsonElement>(Actor.System(new("acme")).Key(CompanyWebhooks.Collection, "all"), Ct);
        Assert.DoesNotContain(key, kept!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, JsonSerializer.Serialize(await Shown(added), DocumentJson.Options), StringComparison.Ordinal);
        Assert.NotEmpty(_log.Text);
        Assert.DoesNotContain(key, _log.Text, StringComparison.Ordinal);
        Assert.Null(_app.Services.GetRequiredService<IWebhookSecrets>().Open(new("globex"), added.Webhook.Id, kept.Value.GetProperty("endpoints")[0].Text("secret")!));
    }

    private Task<AddedWebhook> Add(string path, params string[] events) => Add(_receiver, path, events);

    private async Task<AddedWebhook> Add(Receiver receiver, string path, params string[] events) =>
        (await _app.Services.GetRequiredService<AddWebhook>().Run(_admin, new Uri(receiver.Address, path).AbsoluteUri, "", events, Ct)).Value();

    private async Task<WebhookView> Shown(AddedWebhook added) =>
        (await _app.Services.GetRequiredService<ListWebhooks>().Run(_admin, Ct)).Value().Single(w => w.Id == added.Webhook.Id);

    private Task NothingIsOnItsWay() => Until.True(async () => (await Waiting()).Count == 0);

    private Task<List<Delivery>> Waiting() => _app.Services.GetRequiredService<IDocumentStore>()
        .Query<Delivery>(Actor.System(Core.Companies.CompanyId.Platform).QueryEverywhere(Delivery.InState, "waiting"), Ct).ToList(Ct);

    /// <summary>Everything that anybody logs.</summary>
    private sealed class RecordedLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text) _text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose() { }
    }
}
