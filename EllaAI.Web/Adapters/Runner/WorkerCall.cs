using EllaAI.Core.Execution;
using EllaAI.Wire.Runner;
using Grpc.Core;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>One run on one worker. Disposing ends it there.</summary>
internal sealed class WorkerCall : IDisposable
{
    private readonly IDisposable _place;
    private readonly AsyncServerStreamingCall<RunReply> _call;
    private readonly CancellationToken _ct;
    private bool _completed;

    public WorkerCall(SandboxWorker worker, RunCall request, DateTime deadline, CancellationToken ct)
    {
        (Worker, _ct, _place) = (worker, ct, worker.Take());
        _call = worker.Client.Run(request, deadline: deadline, cancellationToken: ct);
    }

    public SandboxWorker Worker { get; }

    /// <summary>Its turn had come: if it is lost now, the program may be why.</summary>
    public bool Began => _call.ResponseHeadersAsync.IsCompletedSuccessfully;

    /// <summary>Both null at the end.</summary>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async Task<(RunnerMessage? Message, Failure? Failure)> Next()
    {
        try
        {
            if (!await _call.ResponseStream.MoveNext(_ct)) return (null, _completed ? null : new(Blame.Worker, "The sandbox ended the stream early."));
            var message = Wire.Message(_call.ResponseStream.Current);
            _completed |= message is Completed;
            return (message, null);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && _ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, _ct);
        }
        catch (RpcException e)
        {
            return (null, Failure.Of(e, Worker));
        }
    }

    public void Dispose()
    {
        _call.Dispose();
        _place.Dispose();
    }
}
