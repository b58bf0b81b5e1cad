using EllaAI.Core.Execution;
using EllaAI.Web.Hosting;
using EllaAI.Wire.Runner;
using Grpc.Core;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>One run on one worker. Disposing ends it there.</summary>
internal sealed class WorkerCall : IDisposable
{
    private readonly IDisposable _place;
    private readonly CircuitCall _circuit;
    private readonly AsyncServerStreamingCall<RunReply> _call;
    private readonly RunTimes _times;
    private readonly CancellationToken _ct;
    private bool _completed;

    private WorkerCall(SandboxWorker worker, CircuitCall circuit, RunCall request, RunTimes times, CancellationToken ct)
    {
        (Worker, _circuit, _times, _ct, _place) = (worker, circuit, times, ct, worker.Take());
        _call = worker.Client.Run(request, deadline: times.Deadline, cancellationToken: ct);
    }

    public SandboxWorker Worker { get; }

    /// <summary>Its turn had come: if it is lost now, the program may be why.</summary>
    public bool Began => _call.ResponseHeadersAsync.IsCompletedSuccessfully;

    /// <summary>Null when the worker lost too many calls and must not be asked now.</summary>
    public static WorkerCall? Begin(SandboxWorker worker, RunCall request, RunTimes times, CancellationToken ct) =>
        worker.Circuit.Begin() is { } circuit ? new(worker, circuit, request, times, ct) : null;

    /// <summary>Both null at the end.</summary>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async Task<(RunnerMessage? Message, Failure? Failure)> Next()
    {
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _times.Clock);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ct, silence.Token);
        try
        {
            // In the queue it may be silent: what bounds that is the deadline, and that the connection is alive.
            await _call.ResponseHeadersAsync;
            silence.CancelAfter(_times.Silence);
            if (!await _call.ResponseStream.MoveNext(waiting.Token)) return _completed ? Done() : Lost("The sandbox ended the stream early.");
            var message = Wire.Message(_call.ResponseStream.Current);
            _completed |= message is Completed;
            return (message, null);
        }
        // What a call that is given up while it reads ends with is the library's affair: mostly, but not always, that it was cancelled.
        catch (RpcException e) when (_ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, _ct);
        }
        catch (RpcException) when (silence.IsCancellationRequested)
        {
            return Lost("The sandbox said nothing for too long.");
        }
        catch (RpcException e)
        {
            var failure = Failure.Of(e, Worker);
            if (failure.Blame == Blame.Worker) return Lost(failure.Reason);
            // It answered. A request that is wrong need not have reached it, and the time may have gone by in its queue.
            if (failure.Blame is not (Blame.Caller or Blame.Time)) _circuit.Done();
            return (null, failure);
        }
    }

    public void Dispose()
    {
        _circuit.Dispose();
        _call.Dispose();
        _place.Dispose();
    }

    private (RunnerMessage?, Failure?) Done()
    {
        _circuit.Done();
        return default;
    }

    private (RunnerMessage?, Failure?) Lost(string reason)
    {
        _circuit.Failed(new RunnerUnavailableException(reason));
        return (null, new(Blame.Worker, reason));
    }
}

/// <param name="Deadline">Of all of it, waiting for its turn included.</param>
/// <param name="Silence">Between two messages, once it is its turn.</param>
internal sealed record RunTimes(DateTime Deadline, TimeSpan Silence, TimeProvider Clock);
