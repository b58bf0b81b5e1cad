using System.Diagnostics;
using System.Net.Sockets;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Pool;

/// <summary>
/// Makes walls, one at a time, on one thread that lives as long as the worker: a wall dies with the thread that started it,
/// and pool threads come and go.
/// </summary>
public sealed class WallBuilder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Instance _instance;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
    private readonly System.Collections.Concurrent.BlockingCollection<TaskCompletionSource<Wall>> _orders = [];
    private readonly Thread _thread;
    private int _made, _open;

    public WallBuilder(Instance instance)
    {
        _instance = instance;
        _listener.Bind(new UnixDomainSocketEndPoint(instance.Socket));
        _listener.Listen(8);
        _thread = new Thread(Work) { IsBackground = true, Name = "walls" };
        _thread.Start();
    }

    /// <summary>Why the last one could not be made; null when it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether one is being made, or is to be made.</summary>
    internal bool IsBusy => Volatile.Read(ref _open) > 0;

    public Task<Wall> Order()
    {
        var order = new TaskCompletionSource<Wall>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _open);
        _orders.Add(order);
        return order.Task;
    }

    public void Dispose()
    {
        _orders.CompleteAdding();
        _thread.Join();
        _listener.Dispose();
        _orders.Dispose();
    }

    private void Work()
    {
        foreach (var order in _orders.GetConsumingEnumerable())
        {
            try
            {
                var wall = Make();
                Problem = null;
                order.SetResult(wall);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Problem = e.Message;
                order.SetException(e);
            }
            Interlocked.Decrement(ref _open);
        }
    }

    // Whatever keeps a wall from standing up is a lack of this machine: a run has not even begun.
    private Wall Make()
    {
        try
        {
            return Raise();
        }
        catch (Exception e) when (e is WallLostException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new SandboxUnusableException("No wall can be made: " + e.Message, e);
        }
    }

    private Wall Raise()
    {
        var group = _instance.Groups.Make(_instance.GroupName(++_made));
        Process? process = null;
        Wall? wall = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(Instance.WallProgram, WallCommand.Build(_instance, group))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            wall = new Wall(Accept(process), process, group);
            wall.AwaitReady(Patience);
            return wall;
        }
        catch
        {
            if (wall is not null) wall.Dispose();
            else Discard(process, group);
            throw;
        }
    }

    private Socket Accept(Process process)
    {
        var until = Stopwatch.GetTimestamp() + Patience.Ticks * (Stopwatch.Frequency / TimeSpan.TicksPerSecond);
        while (!_listener.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead))
        {
            if (process.HasExited) throw new WallLostException(process.StandardError.ReadToEnd().Trim());
            if (Stopwatch.GetTimestamp() > until) throw new WallLostException("its launcher did not answer.");
        }
        return _listener.Accept();
    }

    private static void Discard(Process? process, WallGroup group)
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }
        process?.Dispose();
        group.Remove();
    }
}
