using System.Diagnostics.Metrics;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Calls one neighbour. After <see cref="ResiliencePlan.FailuresToOpen"/> failures in a row it is not asked for
/// <see cref="ResiliencePlan.StaysOpen"/>; then one call is let through, and what becomes of it decides.
/// </summary>
public sealed class Circuit
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline _pipeline;
    private readonly Func<Exception, bool> _excuses;
    private readonly Counter<long> _calls;
    private int _failures;

    /// <param name="excuses">Failures that are answers, such as a refused commit: the neighbour is well.</param>
    internal Circuit(string name, ResiliencePlan plan, TimeProvider clock, Counter<long> calls, Func<Exception, bool>? excuses)
    {
        (Name, _calls, _excuses) = (name, calls, excuses ?? (e => e is ArgumentException));
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (plan.Tries > 1)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = plan.Tries - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                UseJitter = true,
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Exception is { } e and not BrokenCircuitException && IsFailure(e)),
            });
        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Polly counts shares of calls; we count failures in a row, and the one that is too much opens.
                ShouldHandle = called => ValueTask.FromResult(IsTooMuch(called.Outcome.Exception)),
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromMinutes(10),
                BreakDuration = ResiliencePlan.StaysOpen,
                StateProvider = _state,
                ManualControl = _control,
            })
            .AddTimeout(plan.Timeout)
            .Build();
    }

    public string Name { get; }

    /// <summary><c>closed</c>, <c>open</c> or <c>half-open</c>.</summary>
    public string State => _state.CircuitState switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half-open",
        _ => "open",
    };

    /// <summary>What the last call failed of; empty when it did not.</summary>
    public string Problem { get; private set; } = "";

    /// <exception cref="NeighbourUnavailableException">It was not asked, or did not answer in time.</exception>
    public async ValueTask<T> Run<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken ct)
    {
        try
        {
            var answer = await _pipeline.ExecuteAsync(call, ct);
            Count("ok");
            return answer;
        }
        catch (BrokenCircuitException e)
        {
            Count("refused");
            throw new NeighbourUnavailableException($"{Name} is left alone for a while: {Problem}", e);
        }
        catch (TimeoutRejectedException e)
        {
            Count("timeout");
            throw new NeighbourUnavailableException($"{Name} did not answer in time.", e);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Count("failed");
            throw;
        }
    }

    public async ValueTask Run(Func<CancellationToken, ValueTask> call, CancellationToken ct) => await Run(
        async calling =>
        {
            await call(calling);
            return true;
        },
        ct);

    /// <summary>It is known to be well again: nobody has to wait for the probe.</summary>
    public async Task Close()
    {
        Interlocked.Exchange(ref _failures, 0);
        Problem = "";
        if (_state.CircuitState != CircuitState.Closed) await _control.CloseAsync();
    }

    private bool IsTooMuch(Exception? e)
    {
        if (e is not null && IsFailure(e))
        {
            Problem = e is TimeoutRejectedException ? "It did not answer in time." : e.Message;
            return Interlocked.Increment(ref _failures) >= ResiliencePlan.FailuresToOpen;
        }

        if (e is null || _excuses(e)) (_failures, Problem) = (0, "");
        return false;
    }

    /// <summary>A caller that went away says nothing about the neighbour.</summary>
    private bool IsFailure(Exception e) => e is not OperationCanceledException && !_excuses(e);

    private void Count(string outcome) => _calls.Add(1, new("neighbour", Name), new("outcome", outcome));
}
