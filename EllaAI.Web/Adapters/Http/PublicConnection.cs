using System.Net;
using System.Net.Sockets;
using EllaAI.Core.Webhooks;

namespace EllaAI.Web.Adapters.Http;

/// <summary>
/// Connects to addresses of the internet only. What is looked at is the address that is then connected to, not the name: a name may
/// lead elsewhere at the next look.
/// </summary>
internal static class PublicConnection
{
    /// <exception cref="PrivateAddressException">The name leads to none but private addresses.</exception>
    public static async ValueTask<Stream> Open(DnsEndPoint to, bool allowPrivate, CancellationToken ct)
    {
        var found = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(to.Host, ct);
        var allowed = allowPrivate ? found : Array.FindAll(found, PublicAddresses.Contains);
        if (allowed.Length == 0) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name leads to this machine or a private network.</summary>
public sealed class PrivateAddressException : Exception
{
    public PrivateAddressException() { }

    public PrivateAddressException(string message) : base(message) { }

    public PrivateAddressException(string message, Exception inner) : base(message, inner) { }
}
