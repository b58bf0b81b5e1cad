using System.Net.Sockets;
using System.Runtime.CompilerServices;
using EllaAI.Core.Execution;
using Grpc.Core;
using Client = EllaAI.Wire.Runner.Runner.RunnerClient;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>The code runner that the rest of the product sees: a sandbox at the other end of a channel.</summary>
internal sealed class SandboxClient(SandboxChannel channel, SandboxAddress address) : ICodeRunner
{
    private readonly Client _client = new(channel.Value);

    public async IAsyncEnumerable<RunnerMessage> Run(RunRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        using var call = _client.Run(Wire.Call(request), cancellationToken: ct);
        var completed = false;
        while (await Next(call.ResponseStream, ct))
        {
            var message = Wire.Message(call.ResponseStream.Current);
            completed |= message is Completed;
            yield return message;
        }
        if (!completed) throw new RunnerUnavailableException("The sandbox ended the stream early.");
    }

    public async Task<RunnerStatus> Status(CancellationToken ct)
    {
        try
        {
            return Wire.Status(await _client.StatusAsync(new(), cancellationToken: ct));
        }
        catch (RpcException e)
        {
            throw Translated(e, ct);
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct)
    {
        try
        {
            return (await _client.StartersAsync(Wire.Function(function), cancellationToken: ct)).Starters.ToDictionary();
        }
        catch (RpcException e)
        {
            throw Translated(e, ct);
        }
    }

    // An iterator cannot yield inside a try with a catch.
    private async Task<bool> Next(IAsyncStreamReader<EllaAI.Wire.Runner.RunReply> replies, CancellationToken ct)
    {
        try
        {
            return await replies.MoveNext(ct);
        }
        catch (RpcException e)
        {
            throw Translated(e, ct);
        }
    }

    private Exception Translated(RpcException e, CancellationToken ct) => e.StatusCode switch
    {
        // What the library says of it is a chain of three exceptions with a host name that was never looked up.
        StatusCode.Unavailable when e.Status.DebugException is SocketException
            or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            new RunnerUnavailableException(address.Silence),
        StatusCode.Cancelled when ct.IsCancellationRequested => new OperationCanceledException(e.Message, e, ct),
        StatusCode.InvalidArgument => new ArgumentException(e.Status.Detail, e),
        StatusCode.ResourceExhausted => new RunnerUnavailableException("The sandbox is busy: " + e.Status.Detail, e),
        _ => new RunnerUnavailableException("The sandbox did not answer: " + e.Status.Detail, e),
    };
}
