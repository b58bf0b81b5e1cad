using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using EllaAI.Core;
using EllaAI.Core.SingleSignOn;

namespace EllaAI.Web.Adapters.NameServers;

/// <summary>
/// Asks the machine's name servers for the texts of a name. Over TCP, which every name server speaks (RFC 7766): an answer over UDP can be cut, and
/// be another one's.
/// </summary>
/// <param name="server">Address and port; empty takes the machine's.</param>
internal sealed class NameServer(string server) : IDomainRecords
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly Problem _silent = new("domain-dns", "The name server did not answer. Try again in a minute.", ProblemKind.Unavailable);

    public async Task<Result<IReadOnlyList<string>>> Texts(string name, CancellationToken ct)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        foreach (var to in Servers())
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(_patience);
            try
            {
                if (DnsMessage.Texts(await Ask(to, DnsMessage.Question(id, name), patience.Token), id) is { } texts) return new List<string>(texts);
            }
            catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // The next one may know.
            }
        }

        return _silent;
    }

    private IEnumerable<IPEndPoint> Servers() => server.Length > 0
        ? [IPEndPoint.Parse(server)]
        : NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().DnsAddresses).Distinct().Take(3).Select(a => new IPEndPoint(a, 53));

    private static async Task<byte[]> Ask(IPEndPoint to, byte[] question, CancellationToken ct)
    {
        using var client = new TcpClient(to.AddressFamily);
        await client.ConnectAsync(to, ct);
        var stream = client.GetStream();
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. length, .. question], ct);
        await stream.ReadExactlyAsync(length, ct);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, ct);
        return answer;
    }
}
