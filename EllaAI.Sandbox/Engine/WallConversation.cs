using System.Runtime.InteropServices;

namespace EllaAI.Sandbox.Engine;

/// <summary>
/// A program inside a wall that is talked with while it runs. One thread may send, another read, any may stop it. What it
/// prints waits here until it is read; the run's output limit bounds that, so neither direction can block the other.
/// </summary>
public sealed class WallConversation
{
    private readonly Wall _wall;
    private readonly Thread _listener;
    private readonly Lock _sending = new();
    private readonly object _change = new();
    private readonly Queue<ReadOnlyMemory<byte>> _printed = [];
    private readonly byte[] _message = new byte[Protocol.MessageMax];
    private ReadOnlyMemory<byte> _unread;
    private int _room = Protocol.Window;
    private bool _inputClosed, _ended;
    private WallResult? _result;
    private WallLostException? _lost;

    internal WallConversation(Wall wall)
    {
        _wall = wall;
        _listener = new Thread(Listen) { IsBackground = true, Name = "conversation" };
        _listener.Start();
    }

    /// <summary>
    /// Gives the program something to read; waits while it has much unread. False once it has ended or <see cref="CloseInput"/>
    /// was called: the rest is dropped. A program that closed its standard input takes everything and reads nothing.
    /// </summary>
    public bool Send(ReadOnlySpan<byte> input)
    {
        for (; !input.IsEmpty; input = input[Math.Min(input.Length, Protocol.Chunk)..])
        {
            var part = input[..Math.Min(input.Length, Protocol.Chunk)];
            if (!AwaitRoom(part.Length) || !Post(part)) return false;
        }
        return true;
    }

    /// <summary>The program reads the end of its input behind all that was sent.</summary>
    public void CloseInput()
    {
        Post([]);
    }

    /// <summary>Kills the program and all that it started; the wall stays. Nothing when it has ended.</summary>
    public void Stop()
    {
        var stop = Protocol.StopKind;
        lock (_sending)
            if (!_ended)
                _wall.TrySend(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(ref stop)));
    }

    /// <summary>What was printed on standard output, at least a byte and at most the buffer; waits for it. 0 once all was read and the program ended.</summary>
    public int Read(Span<byte> buffer)
    {
        lock (_change)
        {
            while (_unread.IsEmpty && !_printed.TryDequeue(out _unread))
            {
                if (_ended) return 0;
                Monitor.Wait(_change);
            }
            var taken = _unread[..Math.Min(_unread.Length, buffer.Length)];
            taken.Span.CopyTo(buffer);
            _unread = _unread[taken.Length..];
            return taken.Length;
        }
    }

    /// <summary>The end of the run. Standard error is in it, standard output only went through <see cref="Read"/>.</summary>
    /// <exception cref="WallLostException">The wall broke on the way.</exception>
    public WallResult Wait()
    {
        AwaitEnd();
        return _result ?? throw new WallLostException(_lost!.Message, _lost);
    }

    internal void AwaitEnd() => _listener.Join();

    private bool AwaitRoom(int bytes)
    {
        lock (_change)
        {
            while (_room < bytes && !_ended) Monitor.Wait(_change);
            _room -= bytes;
            return !_ended;
        }
    }

    // No bytes are the end. Never after the end of the run: the next one would take it for its own.
    private bool Post(ReadOnlySpan<byte> part)
    {
        lock (_sending)
        {
            if (_ended || _inputClosed) return false;
            _inputClosed = part.IsEmpty;
            var head = new Protocol.StdinCommand { Kind = Protocol.StdinKind, Bytes = (uint)part.Length };
            MemoryMarshal.Write(_message, head);
            part.CopyTo(_message.AsSpan(Marshal.SizeOf(head)));
            return _wall.TrySend(_message.AsSpan(0, Marshal.SizeOf(head) + part.Length));
        }
    }

    private void Listen()
    {
        using var stderr = new MemoryStream();
        try
        {
            while (_result is null) Hear(stderr, _wall.Receive(out var kind), kind);
        }
        catch (WallLostException e)
        {
            _lost = e;
        }
        lock (_sending)
            lock (_change)
            {
                _ended = true;
                Monitor.PulseAll(_change);
            }
    }

    private void Hear(MemoryStream stderr, ReadOnlySpan<byte> message, uint kind)
    {
        if (kind == Protocol.Output) Keep(stderr, MemoryMarshal.Read<Protocol.OutputReply>(message).Stream, message[Marshal.SizeOf<Protocol.OutputReply>()..]);
        else if (kind == Protocol.Room) Widen((int)MemoryMarshal.Read<Protocol.RoomReply>(message).Bytes);
        else _result = End(stderr, message, kind);
    }

    private static WallResult End(MemoryStream stderr, ReadOnlySpan<byte> message, uint kind)
    {
        using var nothing = new MemoryStream();
        return Wall.Result(message, kind, nothing, stderr);
    }

    private void Keep(MemoryStream stderr, uint stream, ReadOnlySpan<byte> bytes)
    {
        if (stream != 1)
        {
            stderr.Write(bytes);
            return;
        }
        lock (_change)
        {
            _printed.Enqueue(bytes.ToArray());
            Monitor.PulseAll(_change);
        }
    }

    private void Widen(int bytes)
    {
        lock (_change)
        {
            _room += bytes;
            Monitor.PulseAll(_change);
        }
    }
}
