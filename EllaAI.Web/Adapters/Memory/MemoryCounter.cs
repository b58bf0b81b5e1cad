using System.Collections.Concurrent;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Adapters.Memory;

/// <summary>Counts in this process. What is counted of a minute that is over is forgotten with the first request of the next.</summary>
internal sealed class MemoryCounter : IRequestCounter
{
    private Counts _counts = new(0);

    public ValueTask<long> Add(string caller, long minute, CancellationToken ct)
    {
        var counts = Volatile.Read(ref _counts);
        if (counts.Minute < minute)
        {
            // Who comes too late to replace it counts in the one that another made.
            Interlocked.CompareExchange(ref _counts, new(minute), counts);
            counts = Volatile.Read(ref _counts);
        }

        return ValueTask.FromResult(counts.Of.AddOrUpdate(caller, 1, (_, count) => count + 1));
    }

    private sealed record Counts(long Minute)
    {
        public ConcurrentDictionary<string, long> Of { get; } = new();
    }
}
