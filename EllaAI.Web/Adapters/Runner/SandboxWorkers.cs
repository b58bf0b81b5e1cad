using System.Diagnostics.Metrics;
using EllaAI.Core.Execution;
using EllaAI.Web.Hosting;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>All workers, and which of them gets the next run.</summary>
internal sealed class SandboxWorkers : IDisposable
{
    private readonly Meter _meter = new("EllaAI.Runner");
    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;

    public SandboxWorkers(SandboxAddress address, IOptions<SandboxOptions> options, Circuits circuits, TimeProvider clock)
    {
        var silence = TimeSpan.FromSeconds(options.Value.SilenceSeconds);
        var tls = address.Endpoints.Any(e => e.Scheme == Uri.UriSchemeHttps) ? MutualTls.Load(options.Value.Tls, TlsEnd.Client, clock.GetUtcNow()) : null;
        All = address.Socket is { } socket
            ? [new("The sandbox", "The sandbox is not running yet.", SandboxChannel.ToSocket(socket, silence), clock, circuits.To(ResiliencePlan.Runner, excuses: IsAnswer))]
            : [.. address.Endpoints.Select(e => new SandboxWorker($"{e}", $"No sandbox answers at {e}.", SandboxChannel.To(e, e.Scheme == Uri.UriSchemeHttps ? tls : null, silence), clock, circuits.To(ResiliencePlan.Runner, $"{e}", IsAnswer)))];
        Measure("ella.runner.usable", w => w.Problem.Length == 0 ? 1 : 0);
        Measure("ella.runner.capacity", w => w.Capacity);
        Measure("ella.runner.running", w => w.Running);
        Measure("ella.runner.queued", w => w.Queued);
    }

    public IReadOnlyList<SandboxWorker> All { get; }

    /// <summary>The one with the most free capacity among those that answer and were not tried yet; null when there is none.</summary>
    public async Task<SandboxWorker?> Choose(IReadOnlyCollection<string> languages, IReadOnlyCollection<SandboxWorker> tried, CancellationToken ct)
    {
        // With nothing to choose, the run itself finds out; but one that is left alone is asked first how it is.
        if (All is [var only] && (tried.Count > 0 || !only.Circuit.Rests)) return tried.Count == 0 ? only : null;
        if (Best(languages, tried) is { } best) return best;
        await AskAll(ct);
        return Best(languages, tried);
    }

    /// <summary>Why there is none to choose, each worker with its reason.</summary>
    public string Reasons() => All is [var only]
        ? only.Known.Problem
        : "No sandbox can be used: " + string.Join(" ", All.Select(w => w.Known).Select(w => $"{w.Name}: {(w.Problem.Length > 0 ? w.Problem : "it lost this run.")}"));

    public void Dispose()
    {
        _meter.Dispose();
        foreach (var worker in All) worker.Dispose();
    }

    /// <summary>It lives, whatever it says: a wrong question, no room, nothing installed.</summary>
    private static bool IsAnswer(Exception e) =>
        e is RpcException { StatusCode: StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.ResourceExhausted or StatusCode.FailedPrecondition };

    private SandboxWorker? Best(IReadOnlyCollection<string> languages, IReadOnlyCollection<SandboxWorker> tried)
    {
        var usable = All.Where(w => w.IsUsable && !tried.Contains(w)).ToList();
        var fitting = usable.Where(w => w.MaySpeak(languages)).ToList();
        return (fitting.Count > 0 ? fitting : usable).MaxBy(w => w.Free);
    }

    /// <summary>One question at a time, however many runs wait for its answer.</summary>
    private Task AskAll(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_asking.IsCompleted) _asking = Task.WhenAll(All.Select(w => w.Ask(CancellationToken.None)));
            return _asking.WaitAsync(ct);
        }
    }

    private void Measure(string name, Func<WorkerStatus, int> number) =>
        _meter.CreateObservableGauge(name, () => All.Select(w => w.Known).Select(w => new Measurement<int>(number(w), KeyValuePair.Create<string, object?>("worker", w.Name))));
}
