using System.Diagnostics;
using EllaAI.Core.Execution;

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
        await ended.WaitAsync(TimeSpan.FromSeconds(10).Stretched(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Twenty_submissions_at_once_all_end_rightly()
    {
        await sandbox.Require("python");
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => sandbox.Run("python", "print(int(input()) * 2)", $"{i}", $"{i * 2}")));
        Assert.All(runs, r => r.Shows(Verdict.Accepted));
    }

    [Fact]
    public async Task A_web_process_killed_with_9_takes_its_sandbox_along()
    {
        sandbox.Require();
        var data = Directory.CreateTempSubdirectory("ella-test-");
        using var web = Process.Start(new ProcessStartInfo("dotnet", [Place.Web, "--urls", "http://127.0.0.1:0", $"--Ella:Data={data.FullName}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        web.BeginOutputReadLine();
        web.BeginErrorReadLine();
        try
        {
            await Processes.Until(() => Processes.Children(web.Id).Any(c => Processes.Walls(c).Count > 0), "its sandbox has walls");
            var child = Processes.Children(web.Id).Single(c => ProcFiles.Command(c).Contains("--follow-stdin", StringComparison.Ordinal));
            var groups = Processes.Walls(child);
            web.Kill();
            await Processes.Until(() => !ProcFiles.IsAlive(child), "the sandbox is gone");
            await Processes.Until(() => groups.All(g => !Directory.Exists(g)), "its groups are gone");
        }
        finally
        {
            if (!web.HasExited) web.Kill();
            await web.WaitForExitAsync(CancellationToken.None);
            data.Delete(recursive: true);
        }
    }
}
