using System.Diagnostics;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using Grpc.Core;

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

    /// <summary>Tries until it is settled, or no time is left to try again.</summary>
    /// <exception cref="StoreUnavailableException">It was not settled in time.</exception>
    public async Task<T> Until<T>(Func<Task<Tried<T>>> attempt)
    {
        var last = await Tries.Run(attempt, tried => tried.Passing is null ? null : NextPause(), ct);
        return last.Passing is { } why ? throw FirestoreClient.TooLate(this, why) : last.Answer;
    }

    /// <summary>Twice as long each time, and never as long as others wait who were refused together with us.</summary>
    /// <returns>Null when no time is left to try again.</returns>
    private TimeSpan? NextPause()
    {
        var pause = _shortest * Math.Pow(2, Math.Min(_pauses++, 10));
        pause = (pause > _longest ? _longest : pause) * (0.5 + Random.Shared.NextDouble());
        return pause < Left ? pause : null;
    }
}

/// <summary>What one try came to.</summary>
/// <param name="Passing">Why nobody can tell yet; null when <paramref name="Answer"/> is the answer.</param>
internal readonly record struct Tried<T>(T Answer, RpcException? Passing = null);
