using System.Threading.Channels;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Pool;

/// <summary>
/// Walls made before they are asked for, so that making them is off the path. Each is handed out once. To make one takes processor
/// time and stops every other start of a program on the machine for some milliseconds, while it joins its control groups: so the
/// successor of a wall is made when that has been used, unless more than one is in use.
/// </summary>
public sealed class WallPool : IAsyncDisposable
{
    private readonly WallBuilder _builder;
    private readonly Channel<Task<Wall>> _ready = Channel.CreateUnbounded<Task<Wall>>();
    private readonly Lock _lock = new();
    private readonly int _size;
    private int _stock;
    private bool _closed;

    /// <param name="size">Ready when nothing runs, at least two.</param>
    public WallPool(Instance instance, int size)
    {
        _builder = new(instance);
        _size = Math.Max(2, size);
        Fill(_size);
    }

    /// <summary>A fresh wall; its taker disposes it. A wall that died while it waited is replaced.</summary>
    /// <exception cref="SandboxUnusableException">No wall can be made on this machine.</exception>
    public async Task<Wall> Take(CancellationToken ct)
    {
        for (; ; )
        {
            var order = await _ready.Reader.ReadAsync(ct);
            lock (_lock) _stock--;
            Fill(_size - 1);
            var wall = await Made(order);
            wall.Ended = () => Fill(_size);
            if (wall.IsAlive) return wall;
            wall.Dispose();
        }
    }

    internal bool IsMaking => _builder.IsBusy;

    /// <summary>Until all are ready that should be.</summary>
    internal async Task Settled()
    {
        while (_ready.Reader.Count < _size || IsMaking) await Task.Delay(5);
    }

    /// <summary>Why the last wall could not be made; null when it could. The failed ones are ordered anew, for nobody takes from a pool that is out of order.</summary>
    public string? Problem
    {
        get
        {
            if (_builder.Problem is not { } problem) return null;
            for (var held = _ready.Reader.Count; held > 0 && _ready.Reader.TryRead(out var order); held--) Keep(order.IsFaulted ? _builder.Order() : order);
            return problem;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock) _closed = true;
        _ready.Writer.Complete();
        await foreach (var order in _ready.Reader.ReadAllAsync())
        {
            try
            {
                (await order).Dispose();
            }
            catch (SandboxUnusableException)
            {
                // Nothing was made.
            }
        }
        _builder.Dispose();
    }

    // What cannot be made is ordered anew, so that the next one to ask tries again.
    private async Task<Wall> Made(Task<Wall> order)
    {
        try
        {
            return await order;
        }
        catch (SandboxUnusableException)
        {
            Fill(_size);
            throw;
        }
    }

    private void Fill(int stock)
    {
        lock (_lock)
            for (; !_closed && _stock < stock; _stock++) Keep(_builder.Order());
    }

    private void Keep(Task<Wall> order)
    {
        if (!_ready.Writer.TryWrite(order)) _ = Forget(order);
    }

    private static async Task Forget(Task<Wall> order) => (await order).Dispose();
}
