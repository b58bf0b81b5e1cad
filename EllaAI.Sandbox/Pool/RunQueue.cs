namespace EllaAI.Sandbox.Pool;

/// <summary>Turns for a fixed number of runs at once. Who waits in front of a screen goes ahead of grading; each in order of arrival.</summary>
internal sealed class RunQueue(int capacity, int limit)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<IDisposable>> _interactive = [], _grading = [];
    private int _running;

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
    /// <exception cref="QueueFullException">The queue is at its limit.</exception>
    public async Task<IDisposable> Enter(bool interactive, CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource<IDisposable>> place;
        lock (_lock)
        {
            if (_running < capacity)
            {
                _running++;
                return new Turn(this);
            }
            if (_interactive.Count + _grading.Count >= limit) throw new QueueFullException();
            place = (interactive ? _interactive : _grading).AddLast(new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        await using var left = ct.Register(() => Leave(place, ct));
        return await place.Value.Task;
    }

    private void Leave(LinkedListNode<TaskCompletionSource<IDisposable>> place, CancellationToken ct)
    {
        lock (_lock) place.List?.Remove(place);
        // Whose turn came this moment keeps it, and gives it back on the way out.
        place.Value.TrySetCanceled(ct);
    }

    private void Next()
    {
        lock (_lock)
        {
            foreach (var line in new[] { _interactive, _grading })
                while (line.First is { } first)
                {
                    line.RemoveFirst();
                    if (first.Value.TrySetResult(new Turn(this))) return;
                }
            _running--;
        }
    }

    private sealed class Turn(RunQueue queue) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) queue.Next();
        }
    }
}
