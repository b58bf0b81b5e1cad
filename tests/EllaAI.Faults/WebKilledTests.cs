using System.Diagnostics;
using EllaAI.E2E;
using EllaAI.Web.Tests;
using Xunit;

namespace EllaAI.Faults;

/// <summary>The web process is ended at any moment.</summary>
public sealed class WebKilledTests(ITestOutputHelper output)
{
    private const int Kills = 50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_fifty_times_it_has_lost_nothing_doubled_nothing_and_judged_everything()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        var links = await Stage.Invite(4, data);
        var ella = stage.Ella(data);
        var starting = Stopwatch.StartNew();
        await ella.Start();
        output.WriteLine($"starts in {starting.Elapsed.TotalSeconds:0.0} s");
        using var crowd = stage.Crowd(links, () => ella.Address);
        await crowd.Start(links);
        crowd.Work();

        var random = new Random(seed);
        var all = Stopwatch.StartNew();
        for (var i = 1; i <= Kills; i++)
        {
            await Moment(ella, stage.Ledger, random);
            await ella.Kill();
            ella.Launch();
            await crowd.GoesOn();
        }

        output.WriteLine($"{Kills} kills in {all.Elapsed.TotalSeconds:0} s, {stage.Ledger.Count} acknowledgements");
        await ella.Ready();
        await crowd.Finish();
        output.WriteLine($"all judged after {all.Elapsed.TotalSeconds:0} s, {stage.Ledger.Count} acknowledgements");
        await ella.Kill();

        await stage.Audit(data);
    }

    /// <summary>One in two while it starts; otherwise up to a second after it has begun to acknowledge again.</summary>
    private static async Task Moment(EllaProcess ella, Ledger ledger, Random random)
    {
        var serves = random.Next(2) > 0;
        if (serves)
        {
            var before = ledger.Count;
            await Until.True(() => ledger.Count > before || !ella.IsRunning);
            Assert.True(ella.IsRunning, ella.Log);
        }

        await Task.Delay(random.Next(serves ? 1_000 : 3_000), Ct);
    }
}
