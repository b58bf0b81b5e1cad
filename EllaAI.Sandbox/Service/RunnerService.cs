using EllaAI.Sandbox.Pool;
using EllaAI.Wire.Runner;
using Grpc.Core;

namespace EllaAI.Sandbox.Service;

/// <summary>The sandbox over gRPC. A caller that goes away ends its run.</summary>
internal sealed partial class RunnerService(Engine.Sandbox runner, ILogger<RunnerService> log) : Runner.RunnerBase
{
    public override async Task Run(RunCall request, IServerStreamWriter<RunReply> responseStream, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        try
        {
            var run = Wire.Request(request);
            // Said before anything else, so that the caller can ask another worker.
            if (await runner.Lack(run) is { } lack) throw new RpcException(new(StatusCode.NotFound, lack));
            // The headers tell the caller that its turn came: what is lost from then on may be its program's doing.
            var watch = new Engine.RunWatch { Taken = () => context.WriteResponseHeadersAsync([]) };
            await foreach (var message in runner.Run(run, watch, ct)) await responseStream.WriteAsync(Wire.Reply(message), ct);
        }
        catch (FormatException e)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, e.Message));
        }
        catch (QueueFullException e)
        {
            throw new RpcException(new(StatusCode.ResourceExhausted, e.Message));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogCancelled(request.Id);
        }
        catch (Engine.SandboxUnusableException e)
        {
            LogUnusable(e.Message);
            throw new RpcException(new(StatusCode.FailedPrecondition, e.Message));
        }
    }

    public override async Task<StatusReply> Status(StatusCall request, ServerCallContext context)
    {
        if (request.LoadOnly && runner.Problem is { } problem) throw new RpcException(new(StatusCode.FailedPrecondition, problem));
        if (request.LoadOnly) return Wire.Load(runner.Load);
        try
        {
            return Wire.Reply(await runner.Status(context.CancellationToken));
        }
        catch (Engine.SandboxUnusableException e)
        {
            LogUnusable(e.Message);
            throw new RpcException(new(StatusCode.FailedPrecondition, e.Message));
        }
    }

    public override async Task<StartersReply> Starters(FunctionSpec request, ServerCallContext context)
    {
        try
        {
            return Wire.Reply(await runner.Starters(Wire.Function(request), context.CancellationToken));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, e.Message));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Id} was cancelled")]
    private partial void LogCancelled(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogUnusable(string reason);
}
