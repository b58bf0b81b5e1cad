using EllaAI.Web.Tests.Adapters.Firestore;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Firestore does not answer for a while.</summary>
[Collection(FirestoreTests.Name)]
public sealed class FirestoreFrozenTests(FirestoreEmulator emulator, ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frozen_firestore_loses_and_doubles_nothing_and_work_goes_on_without_a_restart()
    {
        emulator.Require();
        await using var stage = await Stage.Open();
        var data = Path.Combine(stage.Folder, "data");
        string[] settings = ["--Documents:Store=firestore", $"--Firestore:Project=test-{Guid.NewGuid():N}", $"--Firestore:EmulatorHost={emulator.Host}"];
        var links = await Stage.Invite(3, data, settings);
        var ella = stage.Ella(data, [.. settings, "--Firestore:TimeoutSeconds=5"]);
        await ella.Start();
        using var crowd = stage.Crowd(links, () => ella.Address);
        await crowd.Start(links);
        crowd.Work();

        // Shorter and longer than anybody waits for an answer.
        foreach (var seconds in new[] { 2, 12 })
        {
            await crowd.GetsOn(stage.Ledger, 20);
            emulator.Freeze();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), Ct);
            }
            finally
            {
                emulator.Continue();
            }

            await crowd.GoesOn();
        }

        await crowd.GetsOn(stage.Ledger, 20);
        await crowd.Finish();
        output.WriteLine($"{stage.Ledger.Count} acknowledged, {crowd.Refused} refused");
        Assert.True(crowd.Refused > 0 && ella.IsRunning, ella.Log);
        await ella.Kill();
        await stage.Audit(data, settings);
    }
}
