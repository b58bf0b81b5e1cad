using EllaAI.Core.Execution;
using EllaAI.Web.Adapters.Runner;
using EllaAI.Web.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Runner;

/// <summary>A worker that answers questions and loses runs: its circuit, on a clock of ours.</summary>
public sealed class WorkerCircuitTests : IAsyncLifetime
{
    // Deadlines are moments, which the library compares with the real clock.
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly List<FakeWorker> _fakes = [];
    private Circuits _circuits = null!;
    private SandboxAddress _address = null!;
    private SandboxWorkers _workers = null!;
    private SandboxClient _runner = null!;

    private FakeWorker Fake => _fakes[0];

    private SandboxWorker Worker => _workers.All[0];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Open(workers: 1);

    public async ValueTask DisposeAsync()
    {
        Close();
        foreach (var fake in _fakes) await fake.DisposeAsync();
    }

    [Fact]
    public async Task Five_lost_runs_in_a_row_leave_it_alone_for_half_a_minute_and_then_one_run_decides()
    {
        Fake.Does = Does.Lose;
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++)
        {
            Assert.Equal("closed", Worker.Circuit.State);
            await Lost();
        }

        await Worker.Ask(Ct);
        Assert.Equal(("open", false, 5), (Worker.Circuit.State, Worker.IsUsable, Fake.Runs));
        Assert.StartsWith("It is left alone for a while: ", (await Lost()).Message, StringComparison.Ordinal);
        Assert.Equal(5, Fake.Runs);

        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        await Lost();
        await Lost();
        Assert.Equal(("open", 6), (Worker.Circuit.State, Fake.Runs));

        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        Fake.Does = Does.Complete;
        Assert.Equal(2, (await Run()).Count);
        Assert.Equal(("closed", ""), (Worker.Circuit.State, Worker.Circuit.Problem));
    }

    [Fact]
    public async Task While_one_is_left_alone_runs_go_to_the_other()
    {
        Close();
        await Open(workers: 2);
        Fake.Does = Does.Lose;
        await _workers.All[1].Ask(Ct);
        for (var i = 0; i < 20 && Worker.Circuit.State == "closed"; i++)
        {
            await Worker.Ask(Ct);
            await Run();
        }

        Assert.Equal(("open", ResiliencePlan.FailuresToOpen), (Worker.Circuit.State, Fake.Runs));
        for (var i = 0; i < 5; i++) Assert.Equal(2, (await Run()).Count);
        Assert.Equal(ResiliencePlan.FailuresToOpen, Fake.Runs);
    }

    [Fact]
    public async Task What_breaks_many_runs_at_once_is_one_failure()
    {
        Fake.Does = Does.FallSilent;
        var runs = Enumerable.Range(0, 8).Select(_ => Lost()).ToList();
        await Until.True(() => Fake.Runs == 8);
        Fake.BreakOff();
        foreach (var run in runs) await run;

        Assert.Equal("closed", Worker.Circuit.State);
    }

    [Fact]
    public async Task No_room_a_caller_who_leaves_and_a_verdict_are_no_failures()
    {
        for (var i = 0; i < 2 * ResiliencePlan.FailuresToOpen; i++)
        {
            Fake.Does = Does.Refuse;
            Assert.StartsWith("The sandbox is busy", (await Lost()).Message, StringComparison.Ordinal);

            Fake.Does = Does.FallSilent;
            using var leaving = new CancellationTokenSource();
            var run = Run(leaving.Token);
            await Fake.Silent.Task;
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Assert.Equal(("closed", ""), (Worker.Circuit.State, Worker.Circuit.Problem));
    }

    [Fact]
    public async Task When_the_caller_of_the_run_that_decides_leaves_another_run_decides()
    {
        Fake.Does = Does.Lose;
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++) await Lost();
        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        Fake.Does = Does.FallSilent;
        using var leaving = new CancellationTokenSource();
        var run = Run(leaving.Token);
        await Fake.Silent.Task;
        Assert.Equal("half-open", Worker.Circuit.State);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal("open", Worker.Circuit.State);

        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        Fake.Does = Does.Complete;
        Assert.Equal(2, (await Run()).Count);
        Assert.Equal("closed", Worker.Circuit.State);
    }

    [Fact]
    public async Task One_that_says_nothing_for_too_long_has_lost_its_run()
    {
        Fake.Does = Does.FallSilent;
        var run = Lost();
        await Fake.Silent.Task;
        // It is told to wait somewhen after its first message.
        await Until.True(() =>
        {
            _clock.Advance(Patience.Between(Request()));
            return run.IsCompleted;
        });

        Assert.Equal("The sandbox said nothing for too long.", (await run).Message);
        Assert.Equal("The sandbox said nothing for too long.", Worker.Circuit.Problem);
    }

    [Fact]
    public async Task One_that_was_gone_takes_runs_as_soon_as_it_answers()
    {
        Fake.IsGone = true;
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++)
        {
            var asking = Worker.Ask(Ct);
            // It is asked twice, with a moment between.
            await Until.True(() =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(20));
                return asking.IsCompleted;
            });
        }

        Assert.Equal("open", Worker.Circuit.State);

        Fake.IsGone = false;
        Assert.Equal(2, (await Run()).Count);
        Assert.Equal("closed", Worker.Circuit.State);
    }

    [Fact]
    public async Task One_that_was_started_anew_is_tried_at_once_and_two_lost_runs_are_too_many_then()
    {
        await Worker.Ask(Ct);
        Fake.Does = Does.Lose;
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++) await Lost();
        Assert.Equal("open", Worker.Circuit.State);

        Fake.Incarnation = "second";
        await Worker.Ask(Ct);
        Assert.Equal(("closed", true), (Worker.Circuit.State, Worker.IsUsable));
        await Lost();
        await Lost();
        Assert.Equal("open", Worker.Circuit.State);
        await Worker.Ask(Ct);
        Assert.Equal("open", Worker.Circuit.State);

        Fake.Incarnation = "first";
        await Worker.Ask(Ct);
        Assert.Equal("open", Worker.Circuit.State);

        (Fake.Incarnation, Fake.Does) = ("third", Does.Complete);
        await Worker.Ask(Ct);
        Assert.Equal(2, (await Run()).Count);
        Fake.Does = Does.Lose;
        for (var i = 1; i < ResiliencePlan.FailuresToOpen; i++) await Lost();
        Assert.Equal("closed", Worker.Circuit.State);
    }

    private async Task Open(int workers)
    {
        while (_fakes.Count < workers) _fakes.Add(await FakeWorker.Start());
        var settings = new SandboxOptions();
        foreach (var fake in _fakes) settings.Endpoints.Add(fake.Address);
        var options = Options.Create(settings);
        _circuits = new(_clock);
        _address = new(options);
        _workers = new(_address, options, _circuits, _clock);
        _runner = new(_workers, options, _clock);
    }

    private void Close()
    {
        _workers.Dispose();
        _address.Dispose();
        _circuits.Dispose();
    }

    private static RunRequest Request() => new("run", "python", [new("main.py", "")], [new("1", "", null)], Limits.Default, Checker.Tokens, Interactive: true);

    private async Task<List<RunnerMessage>> Run(CancellationToken? ct = null)
    {
        var messages = new List<RunnerMessage>();
        await foreach (var message in _runner.Run(Request(), ct ?? Ct)) messages.Add(message);
        return messages;
    }

    private Task<RunnerUnavailableException> Lost() => Assert.ThrowsAsync<RunnerUnavailableException>(() => Run());
}
