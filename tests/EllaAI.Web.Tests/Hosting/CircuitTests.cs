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
        using var leaving = new CancellationTokenSource();
        await leaving.CancelAsync();
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                _circuit.Run(ct => ValueTask.FromCanceled(leaving.Token), CancellationToken.None).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => _circuit.Run(_ => throw new ArgumentException("Wrong."), Ct).AsTask());
        }

        Assert.Equal(("closed", ""), (_circuit.State, _circuit.Problem));
    }

    [Fact]
    public void Every_plan_keeps_to_a_minute_and_has_a_name_of_its_own()
    {
        Assert.NotEmpty(ResiliencePlan.All);
        Assert.All(ResiliencePlan.All, plan => Assert.InRange(plan.Timeout, TimeSpan.FromMilliseconds(1), ResiliencePlan.LongestTimeout));
        Assert.Equal(ResiliencePlan.All.Count, ResiliencePlan.All.Select(p => p.Neighbour).Distinct().Count());
    }

    public void Dispose() => _circuits.Dispose();

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
