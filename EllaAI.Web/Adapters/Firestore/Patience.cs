using System.Diagnostics;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>How long one operation may take, and how it waits before it tries again.</summary>
internal sealed class Patience(TimeSpan atMost, CancellationToken ct)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _shortestCall = TimeSpan.FromMilliseconds(500);
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _pauses;

    public CancellationToken Cancelled => ct;

    public TimeSpan AtMost => atMost;

    private TimeSpan Left => atMost - Stopwatch.GetElapsedTime(_start);

    /// <summary>Until when one call may take. Half of what is left: a call that nobody answers leaves time to look what became of it.</summary>
    public DateTime CallDeadline()
    {
        var left = Left;
        var half = left / 2;
        return DateTime.UtcNow + (half > _shortestCall ? half : left < _shortestCall ? left : _shortestCall);
    }

    /// <summary>Waits twice as long each time, and never as long as others do who were refused together with us.</summary>
    /// <returns>False when no time is left to try again.</returns>
    public async Task<bool> Pause()
    {
        var pause = _shortest * Math.Pow(2, Math.Min(_pauses++, 10));
        pause = (pause > _longest ? _longest : pause) * (0.5 + Random.Shared.NextDouble());
        if (pause >= Left) return false;
        await Task.Delay(pause, ct);
        return true;
    }
}
