using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Tests;

public sealed class RunQueueTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Interactive_runs_go_ahead_of_grading()
    {
        var queue = new RunQueue(capacity: 1, limit: 10, limitBytes: 100);
        var first = await queue.Enter(interactive: false, 1, Test);
        var order = new List<string>();
        Task[] waiting = [Take("grading 1", false), Take("grading 2", false), Take("interactive 1", true), Take("interactive 2", true)];
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(["interactive 1", "interactive 2", "grading 1", "grading 2"], order);

        async Task Take(string name, bool interactive)
        {
            using var turn = await queue.Enter(interactive, 1, Test);
            order.Add(name);
        }
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        var queue = new RunQueue(capacity: 1, limit: 1, limitBytes: 100);
        using var first = await queue.Enter(interactive: true, 1, Test);
        var second = queue.Enter(interactive: true, 1, Test);
        await Assert.ThrowsAsync<QueueFullException>(() => queue.Enter(interactive: true, 1, Test));
        Assert.Equal((1, 1), (queue.Running, queue.Waiting));
        first.Dispose();
        (await second).Dispose();
        Assert.Equal((0, 0), (queue.Running, queue.Waiting));
    }

    [Fact]
    public async Task What_waits_is_bounded_in_bytes_too()
    {
        var queue = new RunQueue(capacity: 1, limit: 10, limitBytes: 100);
        // What runs does not wait.
        using var first = await queue.Enter(interactive: true, 1_000, Test);
        using var leaving = new CancellationTokenSource();
        var second = queue.Enter(interactive: true, 60, leaving.Token);
        await Assert.ThrowsAsync<QueueFullException>(() => queue.Enter(interactive: true, 41, Test));
        var third = queue.Enter(interactive: true, 40, Test);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var fourth = queue.Enter(interactive: true, 60, Test);
        first.Dispose();
        (await third).Dispose();
        (await fourth).Dispose();
        Assert.Equal((0, 0), (queue.Running, queue.Waiting));
    }

    [Fact]
    public async Task Who_leaves_the_queue_takes_no_turn()
    {
        var queue = new RunQueue(capacity: 1, limit: 10, limitBytes: 100);
        var first = await queue.Enter(interactive: true, 1, Test);
        using var leaving = new CancellationTokenSource();
        var gone = queue.Enter(interactive: true, 1, leaving.Token);
        var next = queue.Enter(interactive: true, 1, Test);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();
        (await next).Dispose();
        Assert.Equal(0, queue.Running);
    }
}
