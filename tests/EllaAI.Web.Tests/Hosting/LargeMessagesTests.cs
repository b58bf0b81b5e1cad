using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using EllaAI.Web.Tests.Attempts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>More than a connection takes in one message: it ends, and no other one with it.</summary>
public sealed class LargeMessagesTests(EllaApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_blazor", "blazorpack")]
    [InlineData("/hubs/attempt", "messagepack")]
    public async Task A_message_above_the_limit_ends_its_connection_and_no_other(string path, string protocol)
    {
        var limit = Limit(path);
        using var candidate = await CandidatePage.Start(app);
        using var other = await Open(candidate, path, protocol);
        using var large = await Open(candidate, path, protocol);
        await large.Send(Call((int)limit / 2));
        await large.Hears("Nowhere");

        await large.Send(Call((int)limit + 1));

        Assert.True(await large.Ends());
        await other.Send(Call(1));
        await other.Hears("Nowhere");
    }

    /// <summary>In bytes, as it is set for the hub itself, or for all of them.</summary>
    private long Limit(string path)
    {
        var hub = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => "/" + e.RoutePattern.RawText!.Trim('/') == path).Select(e => e.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().First();
        var options = (IOptions<HubOptions>)app.Services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        return Assert.NotNull(options.Value.MaximumReceiveMessageSize ?? app.Services.GetRequiredService<IOptions<HubOptions>>().Value.MaximumReceiveMessageSize);
    }

    private async Task<Connection> Open(CandidatePage candidate, string path, string protocol)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = candidate.Browser.Cookies;
        socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(new Uri(app.Address, path)) { Scheme = "ws", Query = $"attempt={candidate.Attempt.Value:N}" }.Uri, Ct);
        var connection = new Connection(socket);
        await connection.Send(Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol}}","version":1}""" + '\u001e'));
        await connection.Hears("{}\u001e");
        return connection;
    }

    /// <summary>A call of a method that there is not, which is answered with its name: [1, {}, "1", "Nowhere", [bytes]] with its length in front.</summary>
    private static byte[] Call(int bytes)
    {
        byte[] head = [0x95, 0x01, 0x80, 0xa1, (byte)'1', 0xa7, .. "Nowhere"u8, 0x91, 0xc6, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(^4), bytes);
        var length = new List<byte>();
        for (var rest = head.Length + bytes; rest > 0; rest >>= 7) length.Add((byte)(rest > 0x7f ? 0x80 | (rest & 0x7f) : rest));
        return [.. length, .. head, .. new byte[bytes]];
    }

    private sealed class Connection(ClientWebSocket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[64 * 1024];

        public Task Send(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, Ct);

        public async Task Hears(string text)
        {
            var heard = new StringBuilder();
            while (!heard.ToString().Contains(text, StringComparison.Ordinal))
            {
                var got = await socket.ReceiveAsync(_buffer, Ct);
                Assert.NotEqual(WebSocketMessageType.Close, got.MessageType);
                heard.Append(Encoding.Latin1.GetString(_buffer, 0, got.Count));
            }
        }

        /// <returns>Once it is at an end, said or not.</returns>
        public async Task<bool> Ends()
        {
            try
            {
                while ((await socket.ReceiveAsync(_buffer, Ct)).MessageType != WebSocketMessageType.Close) { }
            }
            catch (WebSocketException)
            {
                // Cut off.
            }

            return socket.State != WebSocketState.Open;
        }

        public void Dispose() => socket.Dispose();
    }
}
