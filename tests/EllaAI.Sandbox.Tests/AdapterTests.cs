using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

/// <summary>As the web uses it: a child process or a worker elsewhere, and gRPC.</summary>
public sealed class AdapterTests(SandboxFixture sandbox)
{
    private const string Sleeper = "import time\ntime.sleep(300)";

    private static readonly Limits Long = Limits.Default with { WallMs = 300_000 };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task The_web_runs_code_through_its_own_child(string language)
    {
        await sandbox.Require(language);
        await using var web = await Connection.ToChild(Place.Worker);
        Assert.Contains((await web.Answer()).Languages, l => l.Id == language && l.Available);
        var run = await Outcome.Of(web.Runner.Run(Ask.One(language, LanguageTable.Find(language)!.Hello, "Ada", "Hello, Ada!"), Test));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
        Assert.NotNull(run.Completed);
    }

    [Fact]
    public async Task A_sandbox_that_does_not_answer_is_unavailable()
    {
        await using var nobody = await Connection.To("http://127.0.0.1:9");
        var said = await Assert.ThrowsAsync<RunnerUnavailableException>(() => nobody.Runner.Status(Test));
        Assert.Equal("No sandbox answers at http://127.0.0.1:9/.", said.Message);
    }

    [Fact]
    public async Task A_child_that_does_not_start_is_unavailable()
    {
        await using var web = await Connection.ToChild("/nonexistent/sandbox");
        var said = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Outcome.Of(web.Runner.Run(Ask.One("python", ""), Test)));
        Assert.Equal("The sandbox is not running yet.", said.Message);
    }

    [Fact]
    public async Task A_child_killed_with_9_is_started_again_and_its_run_told_lost()
    {
        await sandbox.Require("python");
        await using var web = await Connection.ToChild(Place.Worker);
        await web.Answer();
        var child = Processes.Children(Environment.ProcessId).Single(p => ProcFiles.Command(p).Contains("--socket", StringComparison.Ordinal) && Processes.Walls(p).Count > 0);
        var groups = Processes.Walls(child);
        var lost = Assert.ThrowsAsync<RunnerUnavailableException>(async () =>
        {
            await foreach (var message in web.Runner.Run(Ask.One("python", Sleeper, limits: Long), Test))
                if (message is Compiled) Process.GetProcessById(child).Kill();
        });
        await lost.WaitAsync(TimeSpan.FromSeconds(20).Stretched(), Test);
        await Processes.Until(() => groups.All(g => !Directory.Exists(g)), "its groups are gone");

        await web.Answer();
        (await Outcome.Of(web.Runner.Run(Ask.One("python", "print('again')", expected: "again"), Test))).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_full_queue_is_told_and_cancelling_frees_the_turn()
    {
        await sandbox.Require("python");
        await using var worker = await Connection.ToWorker("--capacity", "1", "--queue", "0");
        await worker.Answer();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var started = new TaskCompletionSource();
        var running = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in worker.Runner.Run(Ask.One("python", Sleeper, limits: Long), leaving.Token))
                if (message is Compiled) started.SetResult();
        });
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20).Stretched(), Test);

        var full = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Outcome.Of(worker.Runner.Run(Ask.One("python", "print(1)"), Test)));
        Assert.Equal("The sandbox is busy: Too many runs are waiting.", full.Message);
        Assert.Equal(1, (await worker.Runner.Status(Test)).Running);

        await leaving.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20).Stretched(), Test);
        var patience = Stopwatch.StartNew();
        while ((await worker.Runner.Status(Test)).Running > 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20).Stretched(), "The run did not end.");
            await Task.Delay(20, Test);
        }
        (await Outcome.Of(worker.Runner.Run(Ask.One("python", "print(1)", expected: "1"), Test))).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task Limits_out_of_range_are_the_callers_mistake()
    {
        sandbox.Require();
        await using var worker = await Connection.ToWorker();
        await worker.Answer();
        var request = Ask.One("python", "", limits: Limits.Default with { MemoryMb = 1_000_000 });
        var said = await Assert.ThrowsAsync<ArgumentException>(() => Outcome.Of(worker.Runner.Run(request, Test)));
        Assert.Contains("limit of memory", said.Message, StringComparison.Ordinal);
    }
}
