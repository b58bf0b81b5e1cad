using EllaAI.Web.Tests;
using Xunit;

namespace EllaAI.Faults;

/// <summary>There is no room left for what candidates write.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_nothing_more_is_acknowledged_and_with_room_it_goes_on_by_itself()
    {
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        using var disk = SmallDisk.Mount(data, megabytes: 64);
        var links = await Stage.Invite(3, data);
        var ella = stage.Ella(data);
        await ella.Start();
        using var crowd = stage.Crowd(links, () => ella.Address);
        await crowd.Start(links);
        crowd.Work();

        for (var i = 0; i < 3; i++)
        {
            await crowd.GetsOn(stage.Ledger, 20);
            var refused = crowd.Candidates.Select(c => c.Refused).ToArray();
            disk.Fill();
            // Every one of them is told, by 503 and in words.
            await Until.True(async () =>
            {
                await crowd.GoesOn();
                disk.Fill();
                return crowd.Candidates.Zip(refused).All(c => c.First.Refused > c.Second + 3);
            });
            Assert.True(ella.IsRunning, ella.Log);
            disk.MakeRoom();
        }

        await crowd.GetsOn(stage.Ledger, 20);
        await crowd.Finish();
        output.WriteLine($"{stage.Ledger.Count} acknowledged, {crowd.Refused} refused");
        Assert.True(ella.IsRunning, ella.Log);
        await ella.Kill();
        await stage.Audit(data);
    }
}
