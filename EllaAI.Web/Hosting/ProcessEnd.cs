namespace EllaAI.Web.Hosting;

/// <summary>
/// Cancelled a moment after this process was told to stop: what is quick may finish. Work must not listen to Hangfire's tokens. They are
/// cancelled as well when the storage was emptied, did not answer for long or took the server for dead; the process lives on then, so
/// nobody would take up what it had begun.
/// </summary>
public sealed class ProcessEnd : IDisposable
{
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenRegistration _told;

    public ProcessEnd(IHostApplicationLifetime life)
    {
        Token = _end.Token;
        _told = life.ApplicationStopping.Register(() => _end.CancelAfter(Moment));
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        _told.Dispose();
        _end.Dispose();
    }
}
