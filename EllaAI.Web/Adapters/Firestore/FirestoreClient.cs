using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;
using Grpc.Core;
using Grpc.Net.Client;
using Service = EllaAI.Wire.Firestore.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>What became of one try to commit.</summary>
internal enum CommitFate
{
    Written,

    /// <summary>A precondition did not hold: somebody else wrote. Nothing is written.</summary>
    Refused,

    /// <summary>Too many at once. Nothing is written.</summary>
    Aborted,

    /// <summary>The answer was lost.</summary>
    Unknown,
}

/// <summary>Firestore's calls, each with its deadline. What Google's library would throw becomes <see cref="StoreUnavailableException"/>.</summary>
internal sealed class FirestoreClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Service.FirestoreClient _service;
    private readonly Metadata _headers;

    /// <exception cref="Hosting.StartupException">There are no credentials, or they cannot be read.</exception>
    public FirestoreClient(FirestoreOptions options)
    {
        Names = new(options.Project, options.Database);
        Timeout = options.Timeout;
        _channel = FirestoreChannel.Open(options);
        _headers = FirestoreChannel.Headers(options, Names);
        _service = new(_channel);
    }

    public FirestoreNames Names { get; }

    public TimeSpan Timeout { get; }

    public void Dispose() => _channel.Dispose();

    /// <param name="fields">The only fields wanted; none for all.</param>
    public Task<List<BatchGetDocumentsResponse>> Get(IEnumerable<string> names, Patience patience, params IReadOnlyList<string> fields)
    {
        var request = new BatchGetDocumentsRequest { Database = Names.Database, Documents = { names } };
        if (fields.Count > 0) request.Mask = new() { FieldPaths = { fields } };
        return Read(options => _service.BatchGetDocuments(request, options), patience);
    }

    /// <returns>One for each document found, in order.</returns>
    public async Task<List<Document>> Query(RunQueryRequest request, Patience patience)
    {
        var answers = await Read(options => _service.RunQuery(request, options), patience);
        return [.. answers.Where(a => a.Document is not null).Select(a => a.Document)];
    }

    /// <summary>One try.</summary>
    public async Task<(CommitFate Fate, string Reason)> Commit(CommitRequest request, Patience patience)
    {
        try
        {
            await _service.CommitAsync(request, Options(patience));
            return (CommitFate.Written, "");
        }
        catch (RpcException e)
        {
            patience.Cancelled.ThrowIfCancellationRequested();
            return e.StatusCode switch
            {
                StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.NotFound => (CommitFate.Refused, Said(e)),
                StatusCode.Aborted or StatusCode.ResourceExhausted => (CommitFate.Aborted, Said(e)),
                _ when IsPassing(e) => (CommitFate.Unknown, Said(e)),
                _ => throw Failed(e),
            };
        }
    }

    private async Task<List<T>> Read<T>(Func<CallOptions, AsyncServerStreamingCall<T>> begin, Patience patience)
    {
        while (true)
        {
            try
            {
                using var call = begin(Options(patience));
                var answers = new List<T>();
                await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
                return answers;
            }
            catch (RpcException e)
            {
                patience.Cancelled.ThrowIfCancellationRequested();
                if (!IsPassing(e)) throw Failed(e);
                if (!await patience.Pause()) throw new StoreUnavailableException($"Firestore did not answer within {patience.AtMost.TotalSeconds:0.#} s: {Said(e)}", e);
            }
        }
    }

    private CallOptions Options(Patience patience)
    {
        patience.Cancelled.ThrowIfCancellationRequested();
        return new(_headers, patience.CallDeadline(), patience.Cancelled);
    }

    // Broken connections come as Internal, Unknown or Cancelled too.
    private static bool IsPassing(RpcException e) => e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Aborted
        or StatusCode.ResourceExhausted or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled;

    private static StoreUnavailableException Failed(RpcException e) => new($"Firestore refused: {Said(e)}", e);

    private static string Said(RpcException e) =>
        $"{e.StatusCode}{(e.Status.DebugException?.GetBaseException().Message ?? e.Status.Detail) switch { "" => "", var detail => $", {detail}" }}";
}
