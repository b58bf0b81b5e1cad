namespace EllaAI.Sandbox.Pool;

/// <summary>Turns for a fixed number of runs at once. Who waits in front of a screen goes ahead of grading; each in order of arrival.</summary>
/// <param name="limit">How many may wait.</param>
/// <param name="limitBytes">Of what waits, all together: a few large submissions fill memory as well as many small ones.</param>
internal sealed class RunQueue(int capacity, int limit, long limitBytes)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _interactive = [], _grading = [];
    private int _running;
    private long _bytes;

    public int Running
    {
        get
        {
            lock (_lock) return _running;
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock) return _interactive.Count + _grading.Count;
        }
    }

    /// <summary>A turn; disposing gives it to the next.</summary>
    /// <param name="bytes">What it takes in memory while it waits.</param>
    /// <exception cref="QueueFullException">The queue is at one of its limits.</exception>
    public async Task<IDisposable> Enter(bool interactive, long bytes, CancellationToken ct)
    {
        LinkedListNode<Waiter> place;
        lock (_lock)
        {
            if (_running < capacity)
            {
                _running++;
                return new Place(this);
            }
            if (_interactive.Count + _grading.Count >= limit) throw new QueueFullException();
            if (_bytes + bytes > limitBytes) throw new QueueFullException("Too much is waiting.");
            place = (interactive ? _interactive : _grading).AddLast(new Waiter(bytes));
            _bytes += bytes;
        }
        await using var left = ct.Register(() => Leave(place, ct));
        return await place.Value.Turn.Task;
    }

    private void Leave(LinkedListNode<Waiter> place, CancellationToken ct)
    {
        lock (_lock)
            if (place.List is { } line) Remove(line, place);
        // Whose turn came this moment keeps it, and gives it back on the way out.
        place.Value.Turn.TrySetCanceled(ct);
    }

    private void Next()
    {
        lock (_lock)
        {
            foreach (var line in new[] { _interactive, _grading })
                while (line.First is { } first)
                {
                    Remove(line, first);
                    if (first.Value.Turn.TrySetResult(new Place(this))) return;
                }
            _running--;
        }
    }

    private void Remove(LinkedList<Waiter> line, LinkedListNode<Waiter> place)
    {
        line.Remove(place);
        _bytes -= place.Value.Bytes;
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource<IDisposable> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(RunQueue queue) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) queue.Next();
        }
    }
}
