using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;
using EllaAI.E2E;
using EllaAI.Web.Tests;
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
        await using var backstage = new Backstage(Path.Combine(stage.Folder, "backstage"), settings);
        var doomed = Assert.Single(await Found<Instance>(backstage.Documents, Actor.System(CompanyId.Platform).Query(Instance.Oldest))).Id;
        await two.Start();
        // As a balancer does: each has a server of their own, until it is gone.
        var alive = new[] { one, two };
        using var crowd = new Crowd(
            [.. links.Select((_, i) => new Candidate(() => alive[i % alive.Length].Address, stage.Ledger) { Preface = "import time\ntime.sleep(0.1)\n" })],
            TimeSpan.FromMinutes(3));
        await crowd.Start(links);
        crowd.Work();

        await crowd.GetsOn(stage.Ledger, 40);
        await HasJustBegun(backstage.Documents, doomed);
        await one.Kill();
        var held = (await Running(backstage.Documents, doomed)).Count;
        Assert.True(held > 0, "The killed replica had nothing under way.");
        alive = [two];
        await crowd.GetsOn(stage.Ledger, 40);
        await crowd.Finish();
        output.WriteLine($"{held} under way when it was killed, {stage.Ledger.Count} acknowledged, {crowd.Refused} refused");
        Assert.Empty(await Running(backstage.Documents, doomed));
        await two.Kill();
        await stage.Audit(Path.Combine(stage.Folder, "two"), settings);
    }

    /// <summary>Waits until it takes up a submission, which then has about a second to go.</summary>
    private static async Task HasJustBegun(IDocumentStore documents, string replica)
    {
        var before = await Running(documents, replica);
        await Until.True(async () =>
        {
            var now = await Running(documents, replica);
            var begun = now.Except(before).Any();
            before = now;
            return begun;
        });
    }

    private static async Task<IReadOnlyList<ExecutionId>> Running(IDocumentStore documents, string replica) =>
    [
        .. (await Found<CodeExecution>(documents, Actor.System(CompanyId.Platform).QueryEverywhere(CodeExecution.InState, "running")))
            .Where(e => e.Owner == replica).Select(e => e.Id),
    ];

    private static async Task<IReadOnlyList<T>> Found<T>(IDocumentStore documents, DocumentQuery query)
    {
        var found = new List<T>();
        await foreach (var document in documents.Query<T>(query, TestContext.Current.CancellationToken)) found.Add(document.Value);
        return found;
    }
}
