using System.Globalization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>More than fits at once, as at the end of an assessment that everybody sits together.</summary>
public sealed class LoadTests(SandboxFixture sandbox)
{
    private const int Capacity = 2, Grading = 100, Interactive = 20;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_wait_end_rightly_people_first_and_one_too_many_is_refused()
    {
        await sandbox.Require("python");
        await using var worker = await Connection.ToWorker("--capacity", $"{Capacity}", "--queue", $"{Grading + Interactive}");
        await worker.Answer();
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var gates = Enumerable.Range(0, Capacity).Select(_ => Hold(worker, opening.Token)).ToArray();
        await Until(worker, s => s.Running == Capacity);
        var grading = Enumerable.Range(0, Grading).Select(i => Double(worker, i, interactive: false)).ToArray();
        await Until(worker, s => s.Queued == Grading);
        var interactive = Enumerable.Range(0, Interactive).Select(i => Double(worker, i, interactive: true)).ToArray();
        await Until(worker, s => s.Queued == Grading + Interactive);

        var refused = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Double(worker, 0, interactive: true));
        Assert.Equal(("The sandbox is busy: Too many runs are waiting.", false), (refused.Message, refused.Began));

        await opening.CancelAsync();
        foreach (var gate in gates) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate);
        var last = (await Task.WhenAll(interactive)).Max();
        var began = await Task.WhenAll(grading);
        // As many as run at once may have begun beside the last of them, and a slow machine gets some more.
        Assert.InRange(began.Count(b => b < last), 0, 10);
        await Until(worker, s => s is { Running: 0, Queued: 0 });
    }

    /// <summary>When it began, by the clock of the machine.</summary>
    private static async Task<long> Double(Connection worker, int number, bool interactive)
    {
        const string Code = "import sys, time\nprint(2 * int(input()))\nprint(time.time_ns(), file=sys.stderr)";
        var request = Ask.One("python", Code, $"{number}", $"{2 * number}", Limits.Default with { CpuMs = 20_000, WallMs = 60_000 }, interactive: interactive);
        var run = (await Outcome.Of(worker.Runner.Run(request, Test))).Shows(Verdict.Accepted);
        return long.Parse(run.Only.Stderr, CultureInfo.InvariantCulture);
    }

    private static async Task Hold(Connection worker, CancellationToken ct)
    {
        var forever = Ask.One("python", "import time\ntime.sleep(300)", limits: Limits.Default with { WallMs = 300_000 });
        await Outcome.Of(worker.Runner.Run(forever, ct));
    }

    private static async Task Until(Connection worker, Func<RunnerStatus, bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Test);
        patience.CancelAfter(TimeSpan.FromSeconds(60).Stretched());
        while (!condition(await worker.Runner.Status(patience.Token))) await Task.Delay(20, patience.Token);
    }
}
