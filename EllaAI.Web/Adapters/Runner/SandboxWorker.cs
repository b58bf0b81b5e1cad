using EllaAI.Core.Execution;
using EllaAI.Web.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Client = EllaAI.Wire.Runner.Runner.RunnerClient;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>One worker: how to call it, how it was when last asked, and what of ours is on it.</summary>
/// <param name="name">Its address, for people.</param>
/// <param name="silence">What is said when nobody answers there.</param>
/// <param name="circuit">Opened by runs that it loses and by questions that it does not answer.</param>
internal sealed class SandboxWorker(string name, string silence, GrpcChannel channel, TimeProvider clock, Circuit circuit) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), LongestBackoff = TimeSpan.FromSeconds(30), LanguagesFresh = TimeSpan.FromMinutes(1);
    private const int IncarnationsKept = 16;

    private readonly Lock _lock = new();
    private (int Capacity, int Running, int Queued, int OursThen) _load;
    private (DateTimeOffset At, IReadOnlyList<LanguageInfo>? All) _languages;
    private readonly Queue<string> _incarnations = [];
    private string _problem = "It has not been asked yet.";
    private int _ours, _failures;
    private DateTimeOffset _askAgain;

    public Client Client { get; } = new(channel);

    public string Silence => silence;

    public Circuit Circuit => circuit;

    public bool IsUsable => Known.Problem.Length == 0;

    /// <summary>A worker that is left out is asked less and less often.</summary>
    public bool IsDue
    {
        get
        {
            lock (_lock) return clock.GetUtcNow() >= _askAgain;
        }
    }

    public WorkerStatus Known
    {
        get
        {
            // It may answer questions and yet lose its runs.
            var rests = circuit.Rests ? $"It is left alone for a while: {circuit.Problem}" : "";
            lock (_lock) return new(name, _problem.Length > 0 ? _problem : rests, _load.Capacity, _load.Running, _load.Queued, _ours);
        }
    }

    /// <summary>What it could take at once beside what it has; below 0 when runs wait. Others may use it too: theirs are in what it said.</summary>
    public int Free
    {
        get
        {
            lock (_lock) return _load.Capacity - Math.Max(0, _load.Running + _load.Queued - _load.OursThen) - _ours;
        }
    }

    /// <summary>False when it is known not to have all of the languages.</summary>
    public bool MaySpeak(IReadOnlyCollection<string> languages)
    {
        lock (_lock) return _languages.All is not { } all || languages.All(wanted => all.Any(l => l.Id == wanted && l.Available));
    }

    /// <summary>Counts a run of ours until it is disposed of.</summary>
    public IDisposable Take()
    {
        lock (_lock) _ours++;
        return new Place(this);
    }

    /// <summary>How it is now; what goes wrong is kept, not thrown.</summary>
    public async Task Ask(CancellationToken ct)
    {
        var ours = Known.Ours;
        try
        {
            var load = await circuit.Ask(async asking => await Stoppable(stop => Client.StatusAsync(new() { LoadOnly = true }, deadline: Deadline(), cancellationToken: stop), asking), ct);
            lock (_lock) (_load, _problem, _failures, _askAgain) = ((load.Capacity, load.Running, load.Queued, ours), "", 0, default);
            await Meet(load.Incarnation);
            if (clock.GetUtcNow() - _languages.At > LanguagesFresh) _ = AskLanguages();
        }
        catch (RpcException e)
        {
            Lost(Failure.Of(e, this).Reason);
        }
        catch (NeighbourUnavailableException e)
        {
            Lost(e.Message);
        }
    }

    /// <summary>All that it says of itself. Waits while it is still looking for its languages.</summary>
    /// <exception cref="RpcException">It does not answer.</exception>
    /// <exception cref="NeighbourUnavailableException">It does not answer in time.</exception>
    public async Task<RunnerStatus> Status(bool patient, CancellationToken ct)
    {
        var ours = Known.Ours;
        var reply = await circuit.Ask(async asking => await Stoppable(stop => Client.StatusAsync(new(), deadline: patient ? null : Deadline(), cancellationToken: stop), asking), ct);
        await Meet(reply.Incarnation);
        var status = Wire.Status(reply);
        lock (_lock)
        {
            (_load, _problem, _failures, _askAgain) = ((status.Capacity, status.Running, status.Queued, ours), "", 0, default);
            _languages = (clock.GetUtcNow(), status.Languages);
        }
        return status;
    }

    /// <exception cref="RpcException">It does not answer, or the signature is not one.</exception>
    /// <exception cref="NeighbourUnavailableException">It was not asked, or did not answer in time.</exception>
    public async Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct)
    {
        var wire = Wire.Function(function);
        var reply = await circuit.Run(async asking => await Stoppable(stop => Client.StartersAsync(wire, cancellationToken: stop), asking), ct);
        return reply.Starters.ToDictionary();
    }

    /// <summary>Left out until it answers again.</summary>
    public void Lost(string why)
    {
        lock (_lock)
        {
            _problem = why;
            _languages = default;
            var backoff = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures++, 10)));
            _askAgain = clock.GetUtcNow() + (backoff < LongestBackoff ? backoff : LongestBackoff);
        }
    }

    public void Dispose() => channel.Dispose();

    /// <summary>
    /// A process that was not met before: what another one lost says nothing about it. Releases that do not say which they are count as one, and two
    /// that answer at one address in turn have one new beginning each.
    /// </summary>
    private async Task Meet(string incarnation)
    {
        bool isAnother;
        lock (_lock)
        {
            if (_incarnations.Contains(incarnation)) return;
            isAnother = _incarnations.Count > 0;
            _incarnations.Enqueue(incarnation);
            if (_incarnations.Count > IncarnationsKept) _incarnations.Dequeue();
        }

        if (isAnother && circuit.State != "closed") await circuit.Retry();
    }

    private async Task AskLanguages()
    {
        // Asked once at a time.
        lock (_lock) _languages.At = clock.GetUtcNow();
        try
        {
            await Status(patient: true, CancellationToken.None);
        }
        catch (Exception e) when (e is RpcException or NeighbourUnavailableException)
        {
            // The next look at its load tells.
        }
    }

    private static async Task<T> Stoppable<T>(Func<CancellationToken, AsyncUnaryCall<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(ct);
        }
        catch (RpcException e) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
    }

    private DateTime Deadline() => clock.GetUtcNow().UtcDateTime + Patience;

    private sealed class Place(SandboxWorker worker) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 1) return;
            lock (worker._lock) worker._ours--;
        }
    }
}
