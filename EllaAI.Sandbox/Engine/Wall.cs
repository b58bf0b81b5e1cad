using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Engine;

/// <summary>
/// One wall around one submission, used once. Calls block, because asking synchronously is measurably faster than awaiting;
/// one thread at a time. <see cref="Break"/> may be called from any thread and ends everything inside.
/// </summary>
public sealed partial class Wall : IDisposable
{
    /// <summary>How long past a run's own deadline we wait before the wall counts as lost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>What process 1 and bubblewrap's monitor need beside the run.</summary>
    private const int OwnMemoryMb = 8, OwnTasks = 4;

    private readonly Socket _socket;
    private readonly Process _process;
    private readonly WallGroup _group;
    // Each below the size from which arrays are collected seldom: a worker makes thousands of walls.
    private readonly byte[] _received = new byte[Protocol.MessageMax];
    private readonly byte[] _message = new byte[Protocol.MessageMax];
    private (int MemoryMb, int Processes) _bounds;
    private WallConversation? _conversation;
    private int _broken, _patience;

    internal Wall(Socket socket, Process process, WallGroup group) => (_socket, _process, _group) = (socket, process, group);

    /// <summary>Called when it was taken down.</summary>
    internal Action Ended { get; set; } = () => { };

    public bool IsAlive => !_process.HasExited;

    /// <exception cref="WallLostException">The wall broke on the way.</exception>
    public WallResult Run(WallRun run, ReadOnlyMemory<byte> stdin)
    {
        Bound(run.Limits);
        var strings = run.Strings;
        var first = stdin[..Math.Min(stdin.Length, Protocol.Chunk - strings.Length)];
        var head = Head(run, strings.Length, first.Length, stdin.Length);
        Send(AsBytes(ref head), strings, first.Span);

        var rest = stdin[first.Length..];
        var feeding = rest.IsEmpty ? Task.CompletedTask : Task.Run(() => Feed(rest));
        Await(Patience(run));
        var result = ReadResult();
        // What a program did not read is dropped inside, so this ends at once.
        feeding.GetAwaiter().GetResult();
        return result;
    }

    /// <summary>
    /// Starts a program whose standard input stays open and whose output is there as soon as it is printed. Until
    /// <see cref="WallConversation.Wait"/> came back nothing else may be asked of the wall.
    /// </summary>
    /// <exception cref="WallLostException">The wall broke on the way.</exception>
    public WallConversation Start(WallRun run)
    {
        Bound(run.Limits);
        var strings = run.Strings;
        var head = Head(run, strings.Length, 0, 0);
        head.Flags |= Protocol.Stream;
        Send(AsBytes(ref head), strings, default);
        Await(Patience(run));
        return _conversation = new(this);
    }

    /// <summary>Ends the wall and everything in it, whatever it is doing.</summary>
    public void Break()
    {
        if (Interlocked.Exchange(ref _broken, 1) == 1) return;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Closed already.
        }
    }

    public void Dispose()
    {
        Break();
        // Its listener may still be asking the process how it ended.
        _conversation?.AwaitEnd();
        _socket.Dispose();
        // Process 1 ends on the closed socket; the kill is for one that cannot hear.
        if (!_process.WaitForExit(TimeSpan.FromSeconds(2))) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _group.Remove();
        Ended();
    }

    internal void AwaitReady(TimeSpan patience)
    {
        Await((int)patience.TotalMilliseconds);
        var message = Receive(out var kind);
        var size = MemoryMarshal.Read<uint>(message[4..]);
        if (kind != Protocol.Ready || size != Marshal.SizeOf<Protocol.RunCommand>())
            throw new WallLostException("The wall's program and this worker were not built together.");
    }

    // A system call, and nearly always what it was before.
    private void Await(int ms)
    {
        if (_patience != ms) _socket.ReceiveTimeout = _patience = ms;
    }

    // Milliseconds; days fit too.
    private static int Patience(WallRun run) => (int)Math.Min(int.MaxValue, run.Limits.WallMs + (long)Grace.TotalMilliseconds);

    // What lies in the work folder already is not the run's own: counted to it, a large program would refuse the limit (v1)
    // or bring the wall down (v2).
    private void Bound(Limits limits)
    {
        // Nothing inside can change them, and writing them is some 0.1 ms of the 1.5 that a test of a small program takes.
        if (_bounds == (limits.MemoryMb, limits.Processes)) return;
        try
        {
            _group.Limit((limits.MemoryMb + OwnMemoryMb) * 1024L * 1024 + _group.FileBytes, limits.Processes + OwnTasks);
            _bounds = (limits.MemoryMb, limits.Processes);
        }
        catch (IOException e) when (Volatile.Read(ref _broken) == 0 && !_process.HasExited)
        {
            Trace.TraceWarning("A wall keeps its former limits: {0}", e.Message);
        }
        catch (IOException e)
        {
            throw new WallLostException("The wall is gone.", e);
        }
    }

    private static Protocol.RunCommand Head(WallRun run, int strings, int first, int total) => new()
    {
        Kind = Protocol.RunKind,
        Flags = (run.SealWork ? Protocol.SealWork : 0) | (run.Hold ? Protocol.Hold : 0),
        CpuMs = (uint)run.Limits.CpuMs,
        WallMs = (uint)run.Limits.WallMs,
        OutputBytes = (uint)run.Limits.OutputKb * 1024,
        DiskKb = (uint)run.Limits.DiskMb * 1024,
        OpenFiles = (uint)run.Limits.OpenFiles,
        Processes = (uint)run.Limits.Processes,
        MemoryMb = (uint)(run.Limits.MemoryMb + run.ReservedMb),
        StackMb = (uint)run.StackMb,
        Arguments = (uint)run.Arguments.Count,
        Environment = (uint)run.Environment.Count,
        StringsBytes = (uint)strings,
        StdinBytes = (uint)first,
        StdinTotal = (ulong)total,
    };

    private void Feed(ReadOnlyMemory<byte> rest)
    {
        var message = new byte[Protocol.MessageMax];
        while (!rest.IsEmpty)
        {
            var part = rest[..Math.Min(rest.Length, Protocol.Chunk)];
            rest = rest[part.Length..];
            var head = new Protocol.StdinCommand { Kind = Protocol.StdinKind, Bytes = (uint)part.Length };
            Send(message, AsBytes(ref head), part.Span, default);
        }
    }

    private WallResult ReadResult()
    {
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        for (; ; )
        {
            var message = Receive(out var kind);
            if (kind == Protocol.Output)
            {
                var part = MemoryMarshal.Read<Protocol.OutputReply>(message);
                (part.Stream == 1 ? stdout : stderr).Write(message.Slice(Marshal.SizeOf<Protocol.OutputReply>(), (int)part.Bytes));
                continue;
            }
            return Result(message, kind, stdout, stderr);
        }
    }

    /// <summary>The last message of a run, with what it brings of output written behind what came before.</summary>
    internal static WallResult Result(ReadOnlySpan<byte> message, uint kind, MemoryStream stdout, MemoryStream stderr)
    {
        if (kind != Protocol.Result) throw new WallLostException($"The wall said something unknown ({kind}).");
        var result = MemoryMarshal.Read<Protocol.ResultReply>(message);
        var tail = message[Marshal.SizeOf<Protocol.ResultReply>()..];
        stdout.Write(tail[..(int)result.OutBytes]);
        stderr.Write(tail.Slice((int)result.OutBytes, (int)result.ErrBytes));
        return new(
            result.Signal == 0 ? result.ExitCode : null, result.Signal, (StopCause)result.Cause, (int)result.ExecError, result.Truncated != 0,
            (long)result.CpuUs, (long)result.WallUs, (long)result.MemoryKb, (long)result.ResidentKb, stdout.ToArray(), stderr.ToArray());
    }

    /// <summary>The next message of process 1, until the next call.</summary>
    internal ReadOnlySpan<byte> Receive(out uint kind)
    {
        try
        {
            var bytes = _socket.Receive(_received);
            if (bytes < sizeof(uint) * 2) throw new WallLostException(Epitaph());
            kind = MemoryMarshal.Read<uint>(_received);
            return _received.AsSpan(0, bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new WallLostException("The wall fell silent: " + e.Message, e);
        }
    }

    private string Epitaph() =>
        _process.WaitForExit(TimeSpan.FromSeconds(1)) ? $"the wall fell: {_process.StandardError.ReadToEnd().Trim()} (exit code {_process.ExitCode})" : "the wall fell, but its process still runs";

    private void Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two) => Send(_message, head, one, two);

    /// <summary>False when the wall is gone.</summary>
    internal bool TrySend(ReadOnlySpan<byte> message)
    {
        try
        {
            return _socket.Send(message) == message.Length;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Send(byte[] message, ReadOnlySpan<byte> head, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two)
    {
        head.CopyTo(message);
        one.CopyTo(message.AsSpan(head.Length));
        two.CopyTo(message.AsSpan(head.Length + one.Length));
        try
        {
            _socket.Send(message.AsSpan(0, head.Length + one.Length + two.Length));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new WallLostException(Epitaph(), e);
        }
    }

    private static ReadOnlySpan<byte> AsBytes<T>(ref T value) where T : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref value, 1));
}
