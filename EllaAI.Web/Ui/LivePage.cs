using EllaAI.Core.Operations;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Ui;

/// <summary>A page that shows documents, and reads them again when a live topic says that they moved.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    /// <summary>A burst of messages, as a submission with forty tests sends, is read once.</summary>
    private static readonly TimeSpan _calm = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource _leaving = new();
    private readonly SemaphoreSlim _reading = new(1);
    private string _topic = "";
    private IDisposable? _subscription;
    private int _due;

    protected LivePage() => Left = _leaving.Token;

    [Inject] protected TimeProvider Clock { get; set; } = default!;

    [Inject] private ILiveMessages Live { get; set; } = default!;

    /// <summary>Cancelled when the reader leaves the page.</summary>
    protected CancellationToken Left { get; }

    /// <summary>Reads what the page shows. Never runs twice at once, so that an older answer cannot replace a newer one.</summary>
    protected abstract Task Load();

    /// <summary>Before the first <see cref="Reload"/>, so that nothing moves unseen between the two.</summary>
    protected void Follow(string topic)
    {
        if (topic == _topic) return;
        _subscription?.Dispose();
        (_topic, _subscription) = (topic, Live.Subscribe(topic, Heard));
    }

    protected async Task Reload()
    {
        await _reading.WaitAsync(Left);
        try { await Load(); }
        finally { _reading.Release(); }
        StateHasChanged();
    }

    /// <summary>Returns at once: whoever publishes does not wait for readers.</summary>
    private Task Heard(object message)
    {
        if (Interlocked.Exchange(ref _due, 1) == 0) _ = ReloadSoon();
        return Task.CompletedTask;
    }

    private async Task ReloadSoon()
    {
        try
        {
            await Task.Delay(_calm, Clock, Left);
            Interlocked.Exchange(ref _due, 0);
            await InvokeAsync(Reload);
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested) { }
        catch (Exception e) { await DispatchExceptionAsync(e); }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        _leaving.Cancel();
    }
}
