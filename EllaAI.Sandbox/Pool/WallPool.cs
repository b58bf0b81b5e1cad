using System.Threading.Channels;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Pool;

/// <summary>Walls made before they are asked for, so that making them is off the path. Each is handed out once.</summary>
public sealed class WallPool : IAsyncDisposable
{
    private readonly WallBuilder _builder;
    private readonly Channel<Task<Wall>> _ready = Channel.CreateUnbounded<Task<Wall>>();

    public WallPool(Instance instance, int size)
    {
        _builder = new(instance);
        for (var i = 0; i < size; i++) Refill();
    }

    /// <summary>A fresh wall; its taker disposes it. A wall that died while it waited is replaced.</summary>
    /// <exception cref="SandboxUnusableException">No wall can be made on this machine.</exception>
    public async Task<Wall> Take(CancellationToken ct)
    {
        for (; ; )
        {
            var order = await _ready.Reader.ReadAsync(ct);
            Refill();
            var wall = await order;
            if (wall.IsAlive) return wall;
            wall.Dispose();
        }
    }

    /// <summary>Why the last wall could not be made; null when it could. The failed ones are ordered anew, for nobody takes from a pool that is out of order.</summary>
    public string? Problem
    {
        get
        {
            if (_builder.Problem is not { } problem) return null;
            for (var held = _ready.Reader.Count; held > 0 && _ready.Reader.TryRead(out var order); held--)
            {
                if (order.IsFaulted) Refill();
                else if (!_ready.Writer.TryWrite(order)) _ = Forget(order);
            }
            return problem;
        }
    }

    public async ValueTask DisposeAsync()
    {
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

    private void Refill()
    {
        var order = _builder.Order();
        if (!_ready.Writer.TryWrite(order)) _ = Forget(order);
    }

    private static async Task Forget(Task<Wall> order) => (await order).Dispose();
}
