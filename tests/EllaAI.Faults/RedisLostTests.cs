using EllaAI.Web.Tests.Adapters.Redis;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Redis goes away, or forgets everything, while candidates work.</summary>
public sealed class RedisLostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_redis_that_is_killed_or_emptied_costs_nothing_that_was_acknowledged()
    {
        await using var redis = await RedisServer.Start();
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        string[] settings = [$"--Redis:Cache={redis.Address}", $"--Redis:Jobs={redis.Address}"];
        var links = await Stage.Invite(3, data);
        var ella = stage.Ella(data, settings);
        await ella.Start();
        using var crowd = stage.Crowd(links, () => ella.Address);
        await crowd.Start(links);
        crowd.Work();

        for (var i = 0; i < 3; i++)
        {
            await crowd.GetsOn(stage.Ledger, 20);
            redis.KillAtOnce();
            // Nobody waits for it to come back.
            await crowd.GetsOn(stage.Ledger, 20);
            await redis.Restart();
            await crowd.GetsOn(stage.Ledger, 20);
            await redis.Flush();
        }

        await crowd.GetsOn(stage.Ledger, 20);
        await crowd.Finish();
        output.WriteLine($"{stage.Ledger.Count} acknowledged");
        Assert.Equal(0, crowd.Refused);
        await ella.Kill();
        await stage.Audit(data);
    }
}
