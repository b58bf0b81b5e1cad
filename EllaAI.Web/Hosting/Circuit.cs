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
    private readonly ResiliencePipeline _calls, _lasting, _questions;
    private readonly Func<Exception, bool> _excuses;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _counter;
    private volatile bool _silent;
    private int _failures, _failuresEver;
    private long _restsUntil;

    /// <param name="excuses">Failures that are answers, such as a refused commit: the neighbour is well.</param>
    internal Circuit(string name, ResiliencePlan plan, TimeProvider clock, Counter<long> counter, Func<Exception, bool>? excuses)
    {
        (Name, _clock, _counter, _excuses) = (name, clock, counter, excuses ?? (e => e is ArgumentException));
        // Polly counts shares of calls; we count failures in a row, and the one that is too much opens.
        _lasting = Pipeline(b => b.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = called => IsTooMuch(called.Outcome.Exception),
            FailureRatio = 0,
            MinimumThroughput = 2,
            SamplingDuration = TimeSpan.FromMinutes(10),
            BreakDuration = ResiliencePlan.StaysOpen,
            StateProvider = _state,
            ManualControl = _control,
        }));
        _calls = Pipeline(b => Tried(b, plan).AddPipeline(_lasting).AddTimeout(plan.Timeout));
        _questions = Pipeline(b => Tried(b, plan).AddTimeout(plan.Timeout));
    }

    public string Name { get; }

    /// <summary><c>closed</c>, <c>open</c> or <c>half-open</c>.</summary>
    public string State => _state.CircuitState switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half-open",
        _ => "open",
    };

    /// <summary>It is open and a call would be refused: the half minute is not over, or one that is to decide is under way.</summary>
    public bool Rests => State switch
    {
        "closed" => false,
        "half-open" => true,
        _ => _clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _restsUntil),
    };

    /// <summary>What the last call failed of; empty when it did not.</summary>
    public string Problem { get; private set; } = "";

    /// <exception cref="NeighbourUnavailableException">It was not asked, or did not answer in time.</exception>
    public ValueTask<T> Run<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken ct) => Counted(_calls, call, ct);

    public async ValueTask Run(Func<CancellationToken, ValueTask> call, CancellationToken ct) => await Run(
        async calling =>
        {
            await call(calling);
            return true;
        },
        ct);

    /// <summary>A call without tries or a time, such as a stream: who makes it tells how it ended. Null when it must not be made now.</summary>
    public CircuitCall? Begin()
    {
        var before = Volatile.Read(ref _failuresEver);
        var call = new CircuitCall(isNews: () => Volatile.Read(ref _failuresEver) == before);
        return Follow(call.Ended).IsCompleted ? null : call;
    }

    /// <summary>
    /// Asks how it is, open or not. No answer is a failure, and an answer after that closes the circuit: nobody has to wait for the probe.
    /// But a neighbour that answers questions while it loses calls is not well for that.
    /// </summary>
    /// <exception cref="NeighbourUnavailableException">It did not answer in time.</exception>
    public async ValueTask<T> Ask<T>(Func<CancellationToken, ValueTask<T>> question, CancellationToken ct)
    {
        try
        {
            var answer = await Counted(_questions, question, ct);
            await Heard();
            return answer;
        }
        catch (Exception e) when (IsFailure(e))
        {
            _silent = true;
            await Add(e);
            throw;
        }
        catch (Exception e) when (_excuses(e))
        {
            await Heard();
            throw;
        }
    }

    /// <summary>It is known to be well again: nobody has to wait for the probe.</summary>
    public async Task Close()
    {
        Interlocked.Exchange(ref _failures, 0);
        (_silent, Problem) = (false, "");
        if (_state.CircuitState != CircuitState.Closed) await _control.CloseAsync();
    }

    /// <summary>It began anew, so what it was left alone for is over; but two failures in a row are too many now.</summary>
    public async Task Retry()
    {
        await Close();
        Interlocked.Exchange(ref _failures, ResiliencePlan.FailuresToOpen - 2);
    }

    private async Task Heard()
    {
        if (_silent) await Close();
        else if (_state.CircuitState == CircuitState.Closed) Problem = "";
    }

    private async Task Add(Exception failure)
    {
        try
        {
            await _lasting.ExecuteAsync(_ => ValueTask.FromException(failure), CancellationToken.None);
        }
        catch (Exception e) when (e == failure || e is BrokenCircuitException)
        {
            // Counted, or open already.
        }
    }

    private async Task Follow(Task ended)
    {
        try
        {
            await _lasting.ExecuteAsync(async _ => await ended.ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            Count("ok");
        }
        catch (BrokenCircuitException)
        {
            Count("refused");
        }
        catch (Exception e)
        {
            if (IsFailure(e)) Count("failed");
        }
    }

    private async ValueTask<T> Counted<T>(ResiliencePipeline pipeline, Func<CancellationToken, ValueTask<T>> call, CancellationToken ct)
    {
        try
        {
            var answer = await pipeline.ExecuteAsync(calling => Asked(call, calling), ct);
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

    /// <summary>Clients cancel what was not sent yet when a connection ends, or what takes them too long. No caller went away for that.</summary>
    private static async ValueTask<T> Asked<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken calling)
    {
        try
        {
            return await call(calling);
        }
        catch (OperationCanceledException e) when (!calling.IsCancellationRequested)
        {
            throw new NeighbourUnavailableException("It broke off.", e);
        }
    }

    private ResiliencePipeline Pipeline(Action<ResiliencePipelineBuilder> with)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock };
        with(builder);
        return builder.Build();
    }

    private ResiliencePipelineBuilder Tried(ResiliencePipelineBuilder builder, ResiliencePlan plan) => plan.Tries == 1 ? builder : builder.AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = plan.Tries - 1,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(100),
        UseJitter = true,
        ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Exception is { } e and not BrokenCircuitException && IsFailure(e)),
    });

    private async ValueTask<bool> IsTooMuch(Exception? e)
    {
        // Polly waits for ever for the outcome of a probe that ends in an exception which is no failure.
        var probed = _state.CircuitState == CircuitState.HalfOpen;
        if (e is not null && IsFailure(e))
        {
            Problem = e is TimeoutRejectedException ? "It did not answer in time." : e.Message;
            Interlocked.Increment(ref _failuresEver);
            if (Interlocked.Increment(ref _failures) >= ResiliencePlan.FailuresToOpen || probed) return Opens();
        }
        else if (e is OperationCanceledException)
        {
            // Whoever was to find out went away: another one does, after another while.
            if (probed) return Opens();
        }
        else
        {
            (_failures, Problem) = (0, "");
            if (probed && e is not null) await Close();
        }

        return false;
    }

    private bool Opens()
    {
        Interlocked.Exchange(ref _restsUntil, (_clock.GetUtcNow() + ResiliencePlan.StaysOpen).UtcTicks);
        return true;
    }

    /// <summary>A caller that went away says nothing about the neighbour.</summary>
    private bool IsFailure(Exception e) => e is not OperationCanceledException && !_excuses(e);

    private void Count(string outcome) => _counter.Add(1, new("neighbour", Name), new("outcome", outcome));
}
