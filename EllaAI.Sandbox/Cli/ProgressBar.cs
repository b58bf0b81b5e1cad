namespace EllaAI.Sandbox.Cli;

/// <summary>How far something is, on a terminal; nothing anywhere else.</summary>
internal sealed class ProgressBar(string what) : IDisposable
{
    private const int Width = 30;

    private readonly Lock _lock = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _most;

    public void Show(int done, int all)
    {
        lock (_lock)
        {
            // Two that end at once may come in the wrong order.
            if (!_terminal || done < _most) return;
            _most = done;
            var filled = all == 0 ? Width : Width * done / all;
            Console.Error.Write($"\r\e[K{what} [{new string('#', filled)}{new string('.', Width - filled)}] {done}/{all}");
        }
    }

    public void Dispose()
    {
        if (_terminal) Console.Error.Write("\r\e[K");
    }
}
