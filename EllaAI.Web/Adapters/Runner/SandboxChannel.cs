using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using EllaAI.Core.Execution;
using Grpc.Net.Client;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>How one worker is reached: gRPC over a Unix socket, TCP, or TLS where each side shows a certificate.</summary>
internal static class SandboxChannel
{
    private const int LargestMessage = 64 * 1024 * 1024;

    public static GrpcChannel ToSocket(string path, TimeSpan silence)
    {
        var handler = Handler(silence);
        handler.ConnectCallback = (_, ct) => Connect(path, ct);
        return Open(new Uri("http://sandbox"), handler);
    }

    /// <param name="tls">For an address with https; null otherwise.</param>
    public static GrpcChannel To(Uri address, MutualTls? tls, TimeSpan silence)
    {
        var handler = Handler(silence);
        if (tls is not null)
            handler.SslOptions = new()
            {
                ClientCertificateContext = tls.Own,
                CertificateChainPolicy = tls.PeerPolicy,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => tls.Accepts(certificate, errors),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
        return Open(address, handler);
    }

    private static GrpcChannel Open(Uri address, SocketsHttpHandler handler) => GrpcChannel.ForAddress(address, new()
    {
        HttpHandler = handler,
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestMessage,
        MaxSendMessageSize = LargestMessage,
        // A restarted worker is back within a second: the standard two minutes would keep candidates waiting.
        MaxReconnectBackoff = TimeSpan.FromSeconds(2),
    });

    // A worker that hangs, or whose network is gone, closes no connection: it is asked whether it lives.
    private static SocketsHttpHandler Handler(TimeSpan silence) => new()
    {
        EnableMultipleHttp2Connections = true,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = silence / 2,
        KeepAlivePingTimeout = silence / 2,
    };

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
