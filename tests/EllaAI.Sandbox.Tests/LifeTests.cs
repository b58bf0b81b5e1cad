using System.Diagnostics;
using System.Globalization;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>How runs and workers end, and that nothing stays behind.</summary>
public sealed class LifeTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task Cancelling_ends_the_run_and_frees_its_turn()
    {
        var running = await sandbox.Require("python");
        using var stop = new CancellationTokenSource();
        var code = "import time\nprint('x', flush=True)\ntime.sleep(50)";
        var limits = Limits.Default with { WallMs = 60_000 };
        var ended = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in running.Run(Ask.One("python", code, limits: limits), stop.Token))
                if (message is Compiled) stop.CancelAfter(TimeSpan.FromMilliseconds(50));
        });
        await ended.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Twenty_submissions_at_once_all_end_rightly()
    {
        await sandbox.Require("python");
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => sandbox.Run("python", "print(int(input()) * 2)", $"{i}", $"{i * 2}")));
        Assert.All(runs, r => r.Shows(Verdict.Accepted));
    }

    [Fact]
    public async Task A_worker_killed_with_9_leaves_no_process_and_no_group()
    {
        sandbox.Require();
        var folder = Directory.CreateTempSubdirectory("ella-test-");
        var file = Path.Combine(folder.FullName, "main.py");
        await File.WriteAllTextAsync(file, "import os, time\nos.fork()\ntime.sleep(300)", TestContext.Current.CancellationToken);
        using var worker = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "EllaAI.Sandbox.dll"), "run", "--language", "python", "--wall-ms", "300000", file]))!;
        try
        {
            await Until(() => Walls(worker.Id).SelectMany(Members).Any(IsProgram), "the run starts");
            var groups = Walls(worker.Id);
            worker.Kill();
            await Until(() => groups.All(g => !Directory.Exists(g)), "its groups are gone");
        }
        finally
        {
            if (!worker.HasExited) worker.Kill();
            folder.Delete(recursive: true);
        }
    }

    // The worker's walls: groups with a member that descends from it.
    private static List<string> Walls(int worker) =>
        [.. GroupTree.Open(allowNone: true).Folders
            .SelectMany(f => Directory.GetDirectories(f, Instance.GroupPrefix + "*"))
            .Where(g => Members(g).Any(p => Parent(p) == worker))];

    private static IEnumerable<int> Members(string group)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(group, "cgroup.procs")).Select(l => int.Parse(l, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int Parent(int pid)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsProgram(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains("python3\0-B\0main.py", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task Until(Func<bool> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), $"Waited too long until {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
