using System.Net;
using System.Net.Sockets;
using System.Text;
using EllaAI.Core.Operations;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Adapters.Http;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Webhooks;

/// <summary>Posting to a real server on this machine.</summary>
public sealed class WebhookClientTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Circuits _circuits;
    private readonly WebhookClient _client;
    private readonly WebhookClient _walled;
    private readonly WebhookId _id = new(Guid.NewGuid());
    private Receiver _receiver = null!;

    public WebhookClientTests()
    {
        _circuits = new(_clock);
        _client = new(new WebhookRules(AllowInsecure: true, AllowPrivateNetworks: true), _circuits, _clock);
        _walled = new(new WebhookRules(AllowInsecure: true, AllowPrivateNetworks: false), _circuits, _clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CircuitGroup Group => _circuits.Group(ResiliencePlan.Webhook);

    public async ValueTask InitializeAsync() => _receiver = await Receiver.Start();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _walled.Dispose();
        _circuits.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_as_it_was_signed_and_with_nothing_else_of_ours()
    {
        var answer = await _client.Post(Call("/hooks?key=1"), Ct);

        Assert.Equal((204, true, ""), (answer.Status, answer.Delivered, answer.Problem));
        var got = Assert.Single(_receiver.All);
        Assert.Equal(("/hooks", """{"name":"Zoë"}"""), (got.Path, got.Body));
        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"], got.Headers.Keys.Order());
        Assert.Equal(("application/cloudevents+json; charset=utf-8", "1", "v1,abc", "1772442000"),
            (got.Headers["content-type"], got.Headers["webhook-id"], got.Headers["webhook-signature"], got.Headers["webhook-timestamp"]));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        _receiver.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        };

        var answer = await _client.Post(Call("/hooks"), Ct);

        Assert.Equal((status, false), (answer.Status, answer.Delivered));
        Assert.Equal("/hooks", Assert.Single(_receiver.All).Path);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back()
    {
        _receiver.Answer = context =>
        {
            context.Response.Cookies.Append("known", "you");
            return Task.CompletedTask;
        };

        await _client.Post(Call("/"), Ct);
        await _client.Post(Call("/"), Ct);

        Assert.DoesNotContain(_receiver.All, r => r.Headers.ContainsKey("cookie"));
    }

    [Fact]
    public async Task Of_a_gigabyte_that_is_answered_next_to_nothing_is_taken()
    {
        // A server would go on writing into nothing for a while; what the connection took is what counts.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = TakenOf(listener);

        var answer = await _client.Post(Call(new Uri($"http://{listener.LocalEndpoint}"), "/"), Ct);

        Assert.True(answer.Delivered);
        // What the buffers of both ends hold.
        Assert.InRange(await taken.WaitAsync(TimeSpan.FromSeconds(30), Ct), 0, 32L << 20);
    }

    /// <summary>Answers one caller with a gigabyte; bytes that it took.</summary>
    private static async Task<long> TakenOf(TcpListener listener)
    {
        using var caller = await listener.AcceptSocketAsync(Ct);
        await caller.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {1L << 30}\r\n\r\n"), Ct);
        var (taken, piece) = (0L, new byte[64 << 10]);
        try
        {
            while (taken < 1L << 30) taken += await caller.SendAsync(piece, Ct);
        }
        catch (SocketException)
        {
            // It hung up.
        }

        return taken;
    }

    [Fact]
    public async Task Who_hangs_is_given_up_after_fifteen_seconds()
    {
        _receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var post = _client.Post(Call("/"), Ct);
        var test = _client.Try(Call("/"), Ct);
        await Until.True(() => _receiver.All.Count == 2);
        Assert.False(post.IsCompleted || test.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal((null, "It did not answer within 15 seconds."), ((await post).Status, (await post).Problem));
        Assert.Equal((null, "It did not answer within 15 seconds."), ((await test).Status, (await test).Problem));
    }

    [Fact]
    public async Task Nobody_there_is_an_answer_without_the_address_in_it()
    {
        var address = _receiver.Address;
        await _receiver.DisposeAsync();

        var answer = await _client.Post(Call(address, "/token"), Ct);

        Assert.Equal((null, "It could not be connected to."), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_an_answer()
    {
        var answer = await _walled.Post(Call(new("http://nowhere.invalid/"), ""), Ct);

        Assert.Equal((null, "The name of its host leads nowhere."), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused_before_anything_is_sent()
    {
        await using var secure = await Receiver.Start(tls: true);

        var answer = await _client.Post(Call(secure.Address, "/"), Ct);

        Assert.Equal((null, "Its certificate is not trusted, or it speaks no TLS."), (answer.Status, answer.Problem));
        Assert.Empty(secure.All);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00:ec2::254]")]
    public async Task Nothing_within_is_connected_to(string host)
    {
        var answer = await _walled.Try(Call(new($"http://{host}:{_receiver.Address.Port}"), "/"), Ct);

        Assert.Equal((null, "The address leads to this machine or a private network."), (answer.Status, answer.Problem));
        Assert.Empty(_receiver.All);
    }

    [Fact]
    public async Task The_machines_own_name_leads_within_too()
    {
        var own = await Dns.GetHostAddressesAsync(Dns.GetHostName(), Ct);
        Assert.SkipUnless(Array.TrueForAll(own, a => !PublicAddresses.Contains(a)), "This machine has an address of the internet.");

        var answer = await _walled.Try(Call(new($"http://{Dns.GetHostName()}:{_receiver.Address.Port}"), "/"), Ct);

        Assert.Equal("The address leads to this machine or a private network.", answer.Problem);
    }

    [Fact]
    public async Task After_five_failures_it_is_left_alone_for_half_a_minute_and_then_asked_once()
    {
        _receiver.AnswerStatus(500);
        for (var i = 0; i < 5; i++) Assert.Equal(500, (await _client.Post(Call("/"), Ct)).Status);

        await Assert.ThrowsAsync<DeliveryPostponedException>(() => _client.Post(Call("/"), Ct));
        Assert.Equal((5, 1, 1), (_receiver.All.Count, Group.Open, Group.Count));

        _receiver.AnswerStatus(200);
        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        Assert.True((await _client.Post(Call("/"), Ct)).Delivered);
        Assert.Equal(0, Group.Open);
    }

    [Fact]
    public async Task Another_endpoint_of_the_same_host_is_asked_all_the_while()
    {
        _receiver.AnswerStatus(500);
        for (var i = 0; i < 5; i++) await _client.Post(Call("/"), Ct);

        Assert.Equal(500, (await _client.Post(Call("/") with { Endpoint = new(Guid.NewGuid()) }, Ct)).Status);
    }

    [Fact]
    public async Task A_test_asks_who_is_left_alone_and_ends_that_when_it_is_well()
    {
        _receiver.AnswerStatus(500);
        for (var i = 0; i < 5; i++) await _client.Post(Call("/"), Ct);
        Assert.Equal(500, (await _client.Try(Call("/"), Ct)).Status);
        Assert.Equal(1, Group.Open);

        _receiver.AnswerStatus(200);
        Assert.True((await _client.Try(Call("/"), Ct)).Delivered);

        Assert.True((await _client.Post(Call("/"), Ct)).Delivered);
    }

    [Fact]
    public async Task Gone_is_an_answer_and_opens_no_circuit()
    {
        _receiver.AnswerStatus(410);

        for (var i = 0; i < 10; i++) Assert.True((await _client.Post(Call("/"), Ct)).Gone);

        Assert.Equal(0, Group.Open);
    }

    private WebhookCall Call(string path) => Call(_receiver.Address, path);

    private WebhookCall Call(Uri address, string path) => new(
        _id, new(address, path), "1", new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), "v1,abc", """{"name":"Zoë"}""");
}
