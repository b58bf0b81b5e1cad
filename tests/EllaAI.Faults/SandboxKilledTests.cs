using System.Diagnostics;
using EllaAI.Sandbox.Tests;
using EllaAI.Web.Tests;
using Xunit;

namespace EllaAI.Faults;

/// <summary>What runs candidates' code is ended while it does.</summary>
public sealed class SandboxKilledTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("worker", 5)]
    [InlineData("/usr/bin/bwrap\0", 5)]
    [InlineData("\0init\0", 5)]
    public async Task Whatever_is_killed_in_a_run_the_verdict_is_right_and_nothing_of_it_stays(string part, int kills)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        var links = await Stage.Invite(2, data);
        var ella = stage.Ella(data);
        await ella.Start();
        using var crowd = stage.Crowd(links, () => ella.Address, preface: "import time\ntime.sleep(0.2)\n");
        await crowd.Start(links);
        crowd.Submit();

        var all = Stopwatch.StartNew();
        for (var i = 0; i < kills; i++)
        {
            await Task.Delay(random.Next(500), Ct);
            var before = stage.Ledger.Read().OfType<Received>().ToArray();
            if (part == "worker") await KillWorker(stage.Sandbox);
            else await KillPart(stage.Sandbox.Id, part);
            // So that none of them is hit often enough to be given up.
            foreach (var received in before)
            {
                var candidate = crowd.Candidates.Single(c => c.Attempt == received.Attempt);
                await Until.True(() => candidate.IsJudged(received.Execution, Ct));
            }

            await crowd.GoesOn();
        }

        await crowd.Finish();
        output.WriteLine($"{kills} kills and {stage.Ledger.Read().OfType<Received>().Count()} submissions in {all.Elapsed.TotalSeconds:0} s");
        await ella.Kill();
        await stage.Audit(data);
    }

    private static async Task KillWorker(SandboxServer sandbox)
    {
        await Until.True(() => Runs(sandbox.Id));
        var below = Descendants.Of(sandbox.Id);
        await sandbox.Kill();
        await Until.True(() => !below.Any(ProcFiles.IsAlive));
        await sandbox.Restart();
    }

    /// <summary>A part of a wall in which a program runs, and with it all of that wall.</summary>
    private static async Task KillPart(int worker, string part)
    {
        int[] wall = [];
        await Until.True(() => (wall = Descendants.Of(worker).Where(p => Runs(p) && IsPart(p, part)).ToArray()).Length > 0);
        IReadOnlyList<int> below = [wall[0], .. Descendants.Of(wall[0])];
        using var kill = Process.Start("kill", ["-KILL", $"{wall[0]}"]);
        await kill.WaitForExitAsync(Ct);
        await Until.True(() => !below.Any(ProcFiles.IsAlive));
    }

    /// <summary>Whether a candidate's program is below it.</summary>
    private static bool Runs(int part) => Descendants.Of(part).Any(p => ProcFiles.Command(p).Contains("python3\0-B\0", StringComparison.Ordinal));

    /// <summary>Bubblewrap's arguments hold those of process 1.</summary>
    private static bool IsPart(int pid, string part) => ProcFiles.Command(pid) is var command
        && command.Contains(part, StringComparison.Ordinal)
        && command.StartsWith("/usr/bin/bwrap", StringComparison.Ordinal) == part.Contains("bwrap", StringComparison.Ordinal);
}
