using EllaAI.Core.Operations;

namespace EllaAI.Core.Attempts;

/// <summary>
/// Whether the page that waits for a run is still there. It is not once one was closed and none is open, or opened, within
/// <see cref="Grace"/>: a reload is back by then. A connection that was merely lost says nothing of the page; nobody loses a result to a bad network.
/// </summary>
public sealed class PageWatch : IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end;
    private readonly IDisposable _heard;
    private readonly ITimer _grace;
    private int _gone;

    public PageWatch(ILiveMessages live, TimeProvider clock, AttemptId attempt, CancellationToken ct)
    {
        var topic = LiveTopics.Attempt(attempt);
        _end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Token = _end.Token;
        _grace = clock.CreateTimer(_ => Leave(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _heard = live.Subscribe(topic, message => message switch
        {
            PageClosed => Seek(live, topic),
            PageOpen => Wait(Timeout.InfiniteTimeSpan),
            _ => Task.CompletedTask,
        });
    }

    /// <summary>Cancelled when nobody waits any more, and with the one that was given.</summary>
    public CancellationToken Token { get; }

    public bool IsGone => Volatile.Read(ref _gone) == 1;

    public void Dispose()
    {
        _heard.Dispose();
        _grace.Dispose();
        _end.Dispose();
    }

    private async Task Seek(ILiveMessages live, string topic)
    {
        await Wait(Grace);
        await live.Publish(topic, new PageSought(), default);
    }

    private Task Wait(TimeSpan patience)
    {
        // False once it was disposed: a message may still be on its way then.
        _ = _grace.Change(patience, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private void Leave()
    {
        Volatile.Write(ref _gone, 1);
        try
        {
            _end.Cancel();
        }
        catch (Exception e) when (e is ObjectDisposedException or AggregateException)
        {
            // The run ended at the same moment, or something that was told to stop could not: nobody waits for either.
        }
    }
}
