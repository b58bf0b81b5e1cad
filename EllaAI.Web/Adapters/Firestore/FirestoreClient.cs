using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
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

/// <summary>
/// Firestore's calls, each with its deadline, and the circuit around what they are for. What Google's library would throw becomes
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class FirestoreClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Service.FirestoreClient _service;
    private readonly Metadata _headers;
    private readonly TimeSpan _timeout;
    private readonly Circuit _circuit;

    /// <exception cref="StartupException">There are no credentials, or they cannot be read.</exception>
    public FirestoreClient(FirestoreOptions options, Circuits circuits)
    {
        Names = new(options.Project, options.Database);
        _timeout = options.Timeout;
        _circuit = circuits.To(ResiliencePlan.Firestore, excuses: IsAnswer);
        _channel = FirestoreChannel.Open(options);
        _headers = FirestoreChannel.Headers(options, Names);
        _service = new(_channel);
    }

    public FirestoreNames Names { get; }

    public void Dispose() => _channel.Dispose();

    /// <summary>A read or a commit with all its calls and tries.</summary>
    /// <exception cref="StoreUnavailableException">It failed, or was not begun: so many did before that nobody is asked for a while.</exception>
    public async Task<T> Run<T>(Func<Patience, Task<T>> operation, CancellationToken ct)
    {
        try
        {
            return await _circuit.Run(async cancelled => await operation(new Patience(_timeout, cancelled)), ct);
        }
        catch (NeighbourUnavailableException e)
        {
            throw new StoreUnavailableException(e.Message, e);
        }
    }

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
    public async Task<(CommitFate Fate, RpcException? Why)> Commit(CommitRequest request, Patience patience)
    {
        try
        {
            await _service.CommitAsync(request, Options(patience));
            return (CommitFate.Written, null);
        }
        catch (RpcException e)
        {
            patience.Cancelled.ThrowIfCancellationRequested();
            return e.StatusCode switch
            {
                StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.NotFound => (CommitFate.Refused, e),
                StatusCode.Aborted or StatusCode.ResourceExhausted => (CommitFate.Aborted, e),
                _ when IsPassing(e) => (CommitFate.Unknown, e),
                _ => throw Failed(e),
            };
        }
    }

    private Task<List<T>> Read<T>(Func<CallOptions, AsyncServerStreamingCall<T>> begin, Patience patience) => patience.Until(async () =>
    {
        var answers = new List<T>();
        try
        {
            using var call = begin(Options(patience));
            await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
            return new Tried<List<T>>(answers);
        }
        catch (RpcException e)
        {
            patience.Cancelled.ThrowIfCancellationRequested();
            return IsPassing(e) ? new(answers, e) : throw Failed(e);
        }
    });

    /// <summary>No time is left for another try.</summary>
    public static StoreUnavailableException TooLate(Patience patience, RpcException why) =>
        new($"Firestore did not serve within {patience.AtMost.TotalSeconds:0.#} s: {Said(why)}", why);

    private CallOptions Options(Patience patience)
    {
        patience.Cancelled.ThrowIfCancellationRequested();
        return new(_headers, patience.CallDeadline(), patience.Cancelled);
    }

    // Broken connections come as Internal, Unknown or Cancelled too.
    private static bool IsPassing(RpcException e) => e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Aborted
        or StatusCode.ResourceExhausted or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled;

    /// <summary>Firestore is well, and would serve others: it was asked what it does not do, or too many wanted one document.</summary>
    private static bool IsAnswer(Exception e) => e is DocumentTooLargeException or ArgumentException || e.InnerException is RpcException
    {
        StatusCode: StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.NotFound
            or StatusCode.InvalidArgument or StatusCode.OutOfRange,
    };

    private static StoreUnavailableException Failed(RpcException e) => new($"Firestore refused: {Said(e)}", e);

    private static string Said(RpcException e) =>
        $"{e.StatusCode}{(e.Status.DebugException?.GetBaseException().Message ?? e.Status.Detail) switch { "" => "", var detail => $", {detail}" }}";
}
