using System.Net;
using System.Net.Sockets;

namespace EllaAI.Web.Tests.Adapters.Firestore;

/// <summary>A way to the emulator on which connections break at the worst moment: when a commit was sent and not answered.</summary>
internal sealed class LossyRoute : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _emulator;
    private Loss? _next;
    private int _commits;

    public LossyRoute(string emulator)
    {
        _emulator = IPEndPoint.Parse(emulator);
        _listener.Start();
        _ = Accept();
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Every so many commits lose their answer; 0 for none.</summary>
    public int LossEvery { get; set; }

    /// <summary>The next commit arrives, but not its answer: the connection breaks once <paramref name="meanwhile"/> has ended.</summary>
    public void LoseNextAnswer(Func<Task> meanwhile) => _next = new(Arrives: true, meanwhile);

    /// <summary>The next commit does not arrive.</summary>
    public void LoseNextCommit(Func<Task> meanwhile) => _next = new(Arrives: false, meanwhile);

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = new Connection(this, await _listener.AcceptTcpClientAsync()).Run();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private Loss? LossOf(ReadOnlySpan<byte> sent)
    {
        // Our client writes the names of methods as they are.
        if (sent.IndexOf("Firestore/Commit"u8) < 0) return null;
        if (Interlocked.Exchange(ref _next, null) is { } planned) return planned;
        return LossEvery > 0 && Interlocked.Increment(ref _commits) % LossEvery == 0 ? new(Arrives: true, Meanwhile: null) : null;
    }

    /// <param name="Meanwhile">Null breaks it as soon as an answer comes.</param>
    private sealed record Loss(bool Arrives, Func<Task>? Meanwhile);

    private sealed class Connection(LossyRoute route, TcpClient client)
    {
        private readonly TcpClient _server = new();
        private readonly TaskCompletionSource _broken = new();
        private volatile Loss? _loss;

        public async Task Run()
        {
            using (client)
            using (_server)
            {
                await _server.ConnectAsync(route._emulator);
                // However one of them ends, the other end is gone too.
                await Task.WhenAny(Send(), Answer(), _broken.Task);
            }
        }

        private async Task Send()
        {
            var buffer = new byte[65536];
            while (await client.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (_loss is null && (_loss = route.LossOf(buffer.AsSpan(0, count))) is { Meanwhile: { } meanwhile }) _ = Break(meanwhile);
                if (_loss is not { Arrives: false }) await _server.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }

        private async Task Break(Func<Task> meanwhile)
        {
            await meanwhile();
            _broken.SetResult();
        }

        private async Task Answer()
        {
            var buffer = new byte[65536];
            while (await _server.GetStream().ReadAsync(buffer) is > 0 and var count)
                if (_loss is null) await client.GetStream().WriteAsync(buffer.AsMemory(0, count));
                else if (_loss.Meanwhile is null) return;
        }
    }
}
