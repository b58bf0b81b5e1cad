using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Languages;

/// <summary>
/// Makes what languages prepare and keeps it on disk for the next worker, under a name that changes with the toolchain and the
/// command. Whatever goes wrong costs speed only, so it is a warning.
/// </summary>
internal sealed class Preparations(WallPool pool, Instance instance) : IDisposable
{
    private const int SliceMb = 8;

    private static readonly Limits Limits = new(CpuMs: 60_000, WallMs: 120_000, MemoryMb: 1536, OutputKb: SliceMb * 1024 + 1, Processes: 128, DiskMb: 512, OpenFiles: 1024);

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _made = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends when it is there, or cannot be. One that is kept from earlier is there before this returns.</summary>
    public Task Ready(Language language) =>
        language.Preparation is { } preparation ? _made.GetOrAdd(language.Id, _ => new(() => Make(language, preparation))).Value : Task.CompletedTask;

    /// <summary>Ends what is being made.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll([.. _made.Values.Where(m => m.IsValueCreated).Select(m => m.Value)]);
        _stop.Dispose();
    }

    private async Task Make(Language language, Preparation preparation)
    {
        try
        {
            var name = $"{language.Id}-{Key(language, preparation)}";
            var folder = Path.Combine(instance.Prepared, name);
            if (!Directory.Exists(folder)) await Task.Run(() => Produce(preparation, folder));
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
            Directory.CreateDirectory(Path.Combine(instance.App, language.Id));
            File.CreateSymbolicLink(Path.Combine(instance.App, language.Id, "prepared"), $"{WallCommand.Prepared}/{name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or WallLostException or SandboxUnusableException or OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested) Trace.TraceWarning("{0} compiles slower than it could: {1}", language.Name, e.Message);
        }
    }

    private async Task Produce(Preparation preparation, string folder)
    {
        RemoveUnused();
        using var wall = await pool.Take(_stop.Token);
        using var ending = _stop.Token.Register(wall.Break);
        foreach (var (name, text) in preparation.Sources) wall.Write(name, Encoding.UTF8.GetBytes(text));
        var made = Run(wall, preparation.Step);
        if (made.ExitCode != 0) throw new IOException($"its preparation failed. {Encoding.UTF8.GetString(made.Stderr).Trim()}");

        var fresh = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Save(wall, Path.Combine(fresh, preparation.File));
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another worker was faster.
        }
        finally
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        }
    }

    // In slices, so that a hundred megabytes do not pass through this process's memory at once.
    private static void Save(Wall wall, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        for (var slice = 0; ; slice++)
        {
            var part = Run(wall, new(["/usr/bin/dd", "if=/work/prepared", $"bs={SliceMb}M", $"skip={slice}", "count=1", "status=none"]));
            if (part.ExitCode != 0) throw new IOException($"what it prepared cannot be read. {Encoding.UTF8.GetString(part.Stderr).Trim()}");
            file.Write(part.Stdout);
            if (part.Stdout.Length < SliceMb * 1024 * 1024) return;
        }
    }

    private static WallResult Run(Wall wall, Step step) =>
        wall.Run(new(step.Arguments, CommandLine.Environment(step.Environment), Limits, SealWork: false), default);

    private void RemoveUnused()
    {
        var oldest = DateTime.UtcNow - Unused;
        foreach (var folder in Directory.GetDirectories(instance.Prepared).Where(f => Directory.GetLastWriteTimeUtc(f) < oldest)) Directory.Delete(folder, recursive: true);
    }

    private static string Key(Language language, Preparation preparation)
    {
        var files = language.Needs.Concat(preparation.Watches).Select(Path.GetFullPath).Select(Resolved);
        var sources = preparation.Sources.SelectMany(s => new[] { s.Key, s.Value });
        var all = string.Join('\0', [preparation.File, .. preparation.Step.Arguments, .. preparation.Step.Environment, .. sources, .. files]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }

    private static string Resolved(string path)
    {
        var file = new FileInfo(path);
        var last = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return last.Exists ? $"{last.FullName} {last.Length} {last.LastWriteTimeUtc.Ticks}" : path;
    }
}
