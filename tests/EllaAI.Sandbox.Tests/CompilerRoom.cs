using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Tests;

/// <summary>Walls of its own, and in them one compiler of each language that stays.</summary>
public sealed class CompilerRoom : IAsyncDisposable
{
    private readonly Dictionary<string, WarmProcess> _processes = [];
    private Instance? _instance;
    private WallPool? _pool;

    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30).Stretched();

    internal static Limits Limits { get; } = new Limits(CpuMs: 20_000, WallMs: 30_000, MemoryMb: 1024, OutputKb: 1024, Processes: 256, DiskMb: 256, OpenFiles: 1024).Stretched();

    internal Task<Wall> Wall()
    {
        if (_pool is null)
        {
            _instance = Instance.Open(allowNoCgroup: false);
            _pool = new(_instance, size: 1);
            _ = new Toolchains(_pool, _instance);
        }
        return _pool.Take(TestContext.Current.CancellationToken);
    }

    internal async Task<WarmProcess> Process(string language)
    {
        if (!_processes.TryGetValue(language, out var process))
        {
            process = WarmProcess.Start(await Wall(), LanguageTable.Find(language)!);
            Assert.True(process is not null, "The compiler does not stay.");
            _processes[language] = process;
        }
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values) process.Dispose();
        if (_pool is not null) await _pool.DisposeAsync();
        _instance?.Dispose();
    }
}
