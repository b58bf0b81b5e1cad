using EllaAI.E2E;
using EllaAI.Web.Tests.Adapters.Firestore;
using EllaAI.Web.Tests.Adapters.Redis;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Two of the product on one Firestore and one Redis, and one of them ends.</summary>
[Collection(FirestoreTests.Name)]
public sealed class ReplicaKilledTests(FirestoreEmulator emulator, ITestOutputHelper output)
{
    [Fact]
    public async Task What_a_killed_replica_had_taken_up_the_other_one_finishes()
    {
        emulator.Require();
        await using var redis = await RedisServer.Start();
        await using var stage = await Stage.Open();
        string[] settings =
        [
            "--Documents:Store=firestore", $"--Firestore:Project=test-{Guid.NewGuid():N}", $"--Firestore:EmulatorHost={emulator.Host}",
            $"--Redis:Cache={redis.Address}", $"--Redis:Jobs={redis.Address}",
        ];
        var links = await Stage.Invite(4, Path.Combine(stage.Folder, "one"), settings);
        EllaProcess one = stage.Ella(Path.Combine(stage.Folder, "one"), settings), two = stage.Ella(Path.Combine(stage.Folder, "two"), settings);
        await one.Start();
        await two.Start();
        // As a balancer does: each has a server of their own, until it is gone.
        var alive = new[] { one, two };
        using var crowd = new Crowd(
            [.. links.Select((_, i) => new Candidate(() => alive[i % alive.Length].Address, stage.Ledger) { Preface = "import time\ntime.sleep(0.1)\n" })],
            TimeSpan.FromMinutes(2));
        await crowd.Start(links);
        crowd.Work();

        await crowd.GetsOn(stage.Ledger, 40);
        await one.Kill();
        alive = [two];
        await crowd.GetsOn(stage.Ledger, 40);
        await crowd.Finish();
        output.WriteLine($"{stage.Ledger.Count} acknowledged, {crowd.Refused} refused");
        await two.Kill();
        await stage.Audit(Path.Combine(stage.Folder, "two"), settings);
    }
}
