using System.Threading.Channels;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Compilers;

/// <summary>
/// One language's compiler that stays, from one process to the next. Whatever goes wrong the answer is none, the next process
/// starts beside, and the compiler in the submission's own wall decides: no verdict hangs on this one.
/// </summary>
internal sealed class WarmCompiler(Language language, Func<CancellationToken, Task<Wall>> walls, CancellationToken stopping) : IDisposable
{
    /// <summary>Longer than nearly every compile takes and much shorter than a cold one's limit.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>A turn comes after some 30 ms; who waited this long goes cold.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _starting = new();
    private WarmProcess? _process;
    private Task _start = Task.CompletedTask;
    private TimeSpan _pause = TimeSpan.Zero;

    /// <summary>That a process is there. It may be gone the next moment.</summary>
    public bool IsWarm => Volatile.Read(ref _process) is not null;

    public WarmCompiled? Compile(IReadOnlyList<string> command, IReadOnlyList<CompilerFile> files)
    {
        if (!_turn.Wait(Turn, CancellationToken.None)) return null;
        try
        {
            if (_process is not { } process) return null;
            var compiled = process.Compile(command, files, Limit);
            if (compiled is { ExitCode: 0 or 1 }) return compiled;
            // One that was in trouble is not asked again.
            _process = null;
            process.Dispose();
            return null;
        }
        finally
        {
            // An old one serves until the next is ready.
            if (_process is null or { Compiles: >= WarmProcess.MostCompiles }) Start();
            _turn.Release();
        }
    }

    /// <summary>Beside everything else, and one at a time; after failures less and less often.</summary>
    public void Start()
    {
        lock (_starting)
            if (_start.IsCompleted && !stopping.IsCancellationRequested)
                _start = Task.Factory.StartNew(Replace, stopping, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Dispose()
    {
        Task start;
        lock (_starting) start = _start;
        // Only what ended it could have gone wrong in it.
        Task.WhenAny(start).GetAwaiter().GetResult();
        _turn.Wait(CancellationToken.None);
        _process?.Dispose();
        _process = null;
        _turn.Dispose();
    }

    private void Replace()
    {
        if (stopping.WaitHandle.WaitOne(_pause)) return;
        var process = Begin();
        _pause = process is not null ? TimeSpan.Zero : _pause < LongestPause ? 2 * _pause + TimeSpan.FromSeconds(1) : LongestPause;
        if (process is null) return;
        _turn.Wait(CancellationToken.None);
        (var former, _process) = (_process, process);
        _turn.Release();
        former?.Dispose();
    }

    private WarmProcess? Begin()
    {
        try
        {
            var wall = walls(stopping).GetAwaiter().GetResult();
            using var ending = stopping.Register(wall.Break);
            return WarmProcess.Start(wall, language);
        }
        catch (Exception e) when (e is SandboxUnusableException or OperationCanceledException or ChannelClosedException)
        {
            return null;
        }
    }
}
