namespace EllaAI.Web.Hosting;

/// <summary>A call that <see cref="Circuit.Begin"/> let through. Disposed of without a word, it says nothing about the neighbour.</summary>
public sealed class CircuitCall : IDisposable
{
    // Continued in place: whoever tells the end finds the circuit as it is after it.
    private readonly TaskCompletionSource _ended = new();
    private readonly Func<bool> _isNews;

    internal CircuitCall(Func<bool> isNews) => _isNews = isNews;

    internal Task Ended => _ended.Task;

    public void Done() => _ended.TrySetResult();

    /// <summary>What breaks many calls at once is one failure: those that were under way when one was counted add nothing.</summary>
    public void Failed(Exception why)
    {
        if (_isNews()) _ended.TrySetException(why);
        else _ended.TrySetCanceled();
    }

    public void Dispose() => _ended.TrySetCanceled();
}
