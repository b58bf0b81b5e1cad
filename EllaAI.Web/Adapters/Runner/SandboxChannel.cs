using System.Net.Sockets;
using Grpc.Net.Client;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>One gRPC channel for the whole process, over the Unix socket or TCP.</summary>
internal sealed class SandboxChannel(SandboxAddress address) : IDisposable
{
    private const int LargestReply = 64 * 1024 * 1024;

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address.Endpoint ?? new Uri("http://sandbox"), new()
    {
        HttpHandler = Handler(address),
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestReply,
        MaxSendMessageSize = LargestReply,
        // A restarted child is back within a second: the standard two minutes would keep candidates waiting.
        MaxReconnectBackoff = TimeSpan.FromSeconds(2),
    });

    public GrpcChannel Value => _channel;

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler Handler(SandboxAddress address)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false };
        if (address.Socket is { } path) handler.ConnectCallback = (_, ct) => Connect(path, ct);
        return handler;
    }

    private static async ValueTask<Stream> Connect(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
