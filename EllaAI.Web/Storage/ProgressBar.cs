using System.Diagnostics;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Web.Storage;

/// <summary>How far something is, on a terminal; nothing anywhere else.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Width = 30;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private long _shown;

    public void Show(ArchiveProgress progress)
    {
        if (!_terminal || Stopwatch.GetElapsedTime(_shown) < _pause) return;
        _shown = Stopwatch.GetTimestamp();
        Console.Error.Write($"\r\e[K{Line(progress)}");
    }

    public void Dispose()
    {
        if (_terminal) Console.Error.Write("\r\e[K");
    }

    internal static string Line(ArchiveProgress progress)
    {
        var (doing, done, all) = progress;
        if (all is not > 0) return $"{doing}: {done:N0}";
        // There may be more than were counted before.
        var filled = (int)(Width * Math.Min(done, all.Value) / all.Value);
        return $"{doing} [{new string('#', filled)}{new string('.', Width - filled)}] {done:N0}/{all:N0}";
    }
}
