using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>A name server that knows texts alone.</summary>
public sealed class NameRecords : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public NameRecords()
    {
        _listener.Start();
        _serving = Serve();
    }

    public ConcurrentDictionary<string, string> Texts { get; } = new();

    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await Answer(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, _end.Token);
        var question = new byte[(length[0] << 8) | length[1]];
        await stream.ReadExactlyAsync(question, _end.Token);
        var labels = new List<string>();
        for (var at = 12; question[at] != 0; at += 1 + question[at]) labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        var found = Texts.TryGetValue(string.Join('.', labels), out var text);
        byte[] header = [question[0], question[1], 0x81, (byte)(found ? 0x80 : 0x83), 0, 1, 0, (byte)(found ? 1 : 0), 0, 0, 0, 0];
        // The name by a pointer to the question's; the text in two pieces.
        var (first, second) = (Encoding.ASCII.GetBytes((text ?? "")[..((text ?? "").Length / 2)]), Encoding.ASCII.GetBytes((text ?? "")[((text ?? "").Length / 2)..]));
        var size = first.Length + second.Length + 2;
        byte[] record = found ? [0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (byte)(size >> 8), (byte)size, (byte)first.Length, .. first, (byte)second.Length, .. second] : [];
        byte[] answer = [.. header, .. question[12..], .. record];
        await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], _end.Token);
    }
}
