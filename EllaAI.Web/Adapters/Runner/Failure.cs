using System.Net.Sockets;
using Grpc.Core;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>What a broken call means for the worker and for the run.</summary>
internal enum Blame
{
    /// <summary>It has too much to do. Another one may not.</summary>
    Busy,

    /// <summary>It is gone, or cannot be reached.</summary>
    Worker,

    /// <summary>It says itself that it can run nothing now.</summary>
    Machine,

    /// <summary>It has not what the run needs. Another one may.</summary>
    Lack,

    /// <summary>We waited as long as the run could take.</summary>
    Time,

    /// <summary>The request is wrong wherever it goes.</summary>
    Caller,
}

/// <param name="Reason">One sentence for people.</param>
internal sealed record Failure(Blame Blame, string Reason)
{
    private const string TooLarge = "This run is larger than a sandbox takes: code and tests together can be 64 MiB.";

    public static Failure Of(RpcException e, SandboxWorker worker) => e.StatusCode switch
    {
        StatusCode.InvalidArgument => new(Blame.Caller, e.Status.Detail),
        StatusCode.NotFound => new(Blame.Lack, e.Status.Detail),
        // By the library's words, here and there: the same code means both.
        StatusCode.ResourceExhausted when e.Status.Detail.Contains("maximum configured message size", StringComparison.Ordinal) => new(Blame.Caller, TooLarge),
        StatusCode.ResourceExhausted => new(Blame.Busy, "The sandbox is busy: " + e.Status.Detail),
        StatusCode.DeadlineExceeded => new(Blame.Time, "The sandbox did not answer in time."),
        StatusCode.FailedPrecondition => new(Blame.Machine, e.Status.Detail),
        _ => new(Blame.Worker, Broken(e.Status, worker)),
    };

    // What the library says of it is a chain of three exceptions with a host name that was never looked up.
    private static string Broken(Status status, SandboxWorker worker) => status.DebugException switch
    {
        SocketException => worker.Silence,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => worker.Silence,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e => $"{worker.Known.Name} is not trusted, or does not trust us: {e.GetBaseException().Message}",
        { } e => $"{worker.Known.Name} broke off: {e.GetBaseException().Message}",
        null => "The sandbox did not answer: " + status.Detail,
    };
}
