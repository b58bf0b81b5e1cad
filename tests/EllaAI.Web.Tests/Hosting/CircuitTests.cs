using EllaAI.Web.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class CircuitTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Circuits _circuits;
    private readonly Circuit _circuit;
    private int _calls;

    public CircuitTests()
    {
        _circuits = new(_clock);
        _circuit = _circuits.To(new ResiliencePlan("neighbour", TimeSpan.FromSeconds(5)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_failures_in_a_row_open_it_and_then_nobody_is_asked()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("closed", _circuit.State);
            await Assert.ThrowsAsync<IOException>(Fail);
        }

        Assert.Equal(("open", "It is away."), (_circuit.State, _circuit.Problem));
        await Assert.ThrowsAsync<NeighbourUnavailableException>(Succeed);
        Assert.Equal(5, _calls);
    }

    [Fact]
    public async Task Failures_among_a_thousand_successes_count_only_in_a_row()
    {
        for (var i = 0; i < 1000; i++)
        {
            await Succeed();
            if (i % 10 < 4) await Assert.ThrowsAsync<IOException>(Fail);
        }

        Assert.Equal("closed", _circuit.State);
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(Fail);
        Assert.Equal("open", _circuit.State);
    }

    [Fact]
    public async Task After_half_a_minute_one_call_decides()
    {
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(Fail);

        _clock.Advance(ResiliencePlan.StaysOpen - TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<NeighbourUnavailableException>(Succeed);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        await Assert.ThrowsAsync<IOException>(Fail);
        Assert.Equal("open", _circuit.State);
        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        await Succeed();
        Assert.Equal(("closed", ""), (_circuit.State, _circuit.Problem));
    }

    [Fact]
    public async Task Who_is_known_to_be_back_is_asked_at_once()
    {
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(Fail);

        await _circuit.Close();

        await Succeed();
        for (var i = 0; i < 4; i++) await Assert.ThrowsAsync<IOException>(Fail);
        Assert.Equal("closed", _circuit.State);
    }

    [Fact]
    public async Task A_probe_that_is_answered_with_a_refusal_closes_it()
    {
        await Open();

        await Assert.ThrowsAsync<ArgumentException>(() => _circuit.Run(_ => throw new ArgumentException("Wrong."), Ct).AsTask());

        Assert.Equal(("closed", ""), (_circuit.State, _circuit.Problem));
        await Succeed();
    }

    [Fact]
    public async Task A_probe_whose_caller_goes_away_leaves_it_open_for_another_half_minute()
    {
        await Open();
        using var leaving = new CancellationTokenSource();
        var asked = _circuit.Run(async ct => await Task.Delay(Timeout.Infinite, ct), leaving.Token).AsTask();
        Assert.Equal(("half-open", true), (_circuit.State, _circuit.Rests));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        Assert.Equal(("open", true), (_circuit.State, _circuit.Rests));
        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
        Assert.False(_circuit.Rests);
        await Succeed();
        Assert.Equal("closed", _circuit.State);
    }

    [Fact]
    public async Task What_broke_together_is_one_failure_and_what_breaks_one_after_the_other_is_many()
    {
        var together = Enumerable.Range(0, 9).Select(_ => _circuit.Begin()!).ToList();
        foreach (var call in together) call.Failed(new IOException("It broke."));
        Assert.Equal("closed", _circuit.State);

        for (var i = 1; i < ResiliencePlan.FailuresToOpen; i++) _circuit.Begin()!.Failed(new IOException("It broke again."));
        Assert.Equal(("open", "It broke again."), (_circuit.State, _circuit.Problem));
        Assert.Null(_circuit.Begin());
        await _circuit.Close();
        _circuit.Begin()!.Done();
    }

    [Fact]
    public async Task Who_answers_questions_while_calls_are_lost_is_not_well_and_who_was_silent_is()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await _circuit.Ask(_ => ValueTask.FromResult(true), Ct));
            _circuit.Begin()!.Failed(new IOException("It broke."));
        }

        Assert.True(await _circuit.Ask(_ => ValueTask.FromResult(true), Ct));
        Assert.Equal("open", _circuit.State);
        await Assert.ThrowsAsync<IOException>(() => _circuit.Ask<bool>(_ => throw new IOException("It is away."), Ct).AsTask());
        Assert.True(await _circuit.Ask(_ => ValueTask.FromResult(true), Ct));
        Assert.Equal(("closed", ""), (_circuit.State, _circuit.Problem));
    }

    [Fact]
    public async Task Silence_is_a_failure_after_its_time()
    {
        var asked = _circuit.Run(async ct => await Task.Delay(Timeout.Infinite, ct), Ct).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<NeighbourUnavailableException>(() => asked);
        Assert.Equal("It did not answer in time.", _circuit.Problem);
    }

    [Fact]
    public async Task A_caller_who_goes_away_and_a_wrong_question_say_nothing_about_the_neighbour()
    {
        for (var i = 0; i < 10; i++)
        {
            using var leaving = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _circuit.Run(
                async calling =>
                {
                    await leaving.CancelAsync();
                    calling.ThrowIfCancellationRequested();
                },
                leaving.Token).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => _circuit.Run(_ => throw new ArgumentException("Wrong."), Ct).AsTask());
        }

        Assert.Equal(("closed", ""), (_circuit.State, _circuit.Problem));
    }

    [Fact]
    public async Task What_the_neighbours_own_client_cancels_is_a_failure_and_not_a_caller_who_goes_away()
    {
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++)
            await Assert.ThrowsAsync<NeighbourUnavailableException>(() => _circuit.Run(_ => ValueTask.FromCanceled<bool>(new(canceled: true)), Ct).AsTask());

        Assert.Equal(("open", "It broke off."), (_circuit.State, _circuit.Problem));
    }

    [Fact]
    public void Every_plan_keeps_to_a_minute_and_has_a_name_of_its_own()
    {
        Assert.NotEmpty(ResiliencePlan.All);
        Assert.All(ResiliencePlan.All, plan => Assert.InRange(plan.Timeout, TimeSpan.FromMilliseconds(1), ResiliencePlan.LongestTimeout));
        Assert.Equal(ResiliencePlan.All.Count, ResiliencePlan.All.Select(p => p.Neighbour).Distinct().Count());
    }

    public void Dispose() => _circuits.Dispose();

    private async Task Open()
    {
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(Fail);
        _clock.Advance(ResiliencePlan.StaysOpen + TimeSpan.FromMilliseconds(1));
    }

    private Task Fail() => _circuit.Run(
        _ =>
        {
            _calls++;
            throw new IOException("It is away.");
        },
        Ct).AsTask();

    private Task Succeed() => _circuit.Run(
        _ =>
        {
            _calls++;
            return ValueTask.CompletedTask;
        },
        Ct).AsTask();
}
