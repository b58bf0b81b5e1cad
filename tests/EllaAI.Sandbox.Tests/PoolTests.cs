using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>When walls are made: beside nothing where that can be, and always in time.</summary>
public sealed class PoolTests(SandboxFixture fixture)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_made_beside_a_run_that_is_alone()
    {
        fixture.Require();
        await using var sandbox = Engine.Sandbox.Open(capacity: 2, queueLimit: 1, allowNoCgroup: false);
        await sandbox.Pool.Settled();
        Assert.Equal(2, Walls(sandbox));

        using (await sandbox.Pool.Take(Test))
        {
            Assert.False(sandbox.Pool.IsMaking);
            Assert.Equal(2, Walls(sandbox));
        }
        await sandbox.Pool.Settled();
        Assert.Equal(2, Walls(sandbox));
    }

    [Fact]
    public async Task Who_needs_several_at_once_does_not_wait_for_the_end_of_one()
    {
        fixture.Require();
        await using var sandbox = Engine.Sandbox.Open(capacity: 1, queueLimit: 1, allowNoCgroup: false);
        var walls = new List<Wall>();
        for (var i = 0; i < 5; i++) walls.Add(await sandbox.Pool.Take(Test));
        Assert.All(walls, w => Assert.True(w.IsAlive));
        foreach (var wall in walls) wall.Dispose();
        await sandbox.Pool.Settled();
        Assert.Equal(2, Walls(sandbox));
    }

    // In version 1 each has a group for each of several counters.
    private static int Walls(Engine.Sandbox sandbox) => sandbox.WallGroups.GroupBy(Path.GetDirectoryName).Max(g => g.Count());
}
