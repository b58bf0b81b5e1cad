using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EllaAI.Web.Hosting;

/// <summary>The circuits to all neighbours, one each, and how they are: for the health page and the metrics.</summary>
public sealed class Circuits : IDisposable
{
    public const string MeterName = "EllaAI.Neighbours";

    private readonly ConcurrentDictionary<string, Circuit> _circuits = new();
    private readonly ConcurrentDictionary<string, CircuitGroup> _groups = new();
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _calls;
    private readonly TimeProvider _clock;

    public Circuits(TimeProvider clock)
    {
        _clock = clock;
        _calls = _meter.CreateCounter<long>("ella.neighbour.calls", description: "Calls to a neighbour by outcome: ok, failed, timeout, refused.");
        _meter.CreateObservableGauge("ella.neighbour.circuit", States, description: "0 closed, 1 half-open, 2 open.");
        _meter.CreateObservableGauge("ella.neighbour.group.open", Open, description: "How many of a group of neighbours are left alone.");
    }

    public IReadOnlyList<Circuit> All => [.. _circuits.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <param name="which">Tells one of several apart, such as its address.</param>
    /// <param name="excuses">Failures that are answers; by default only <see cref="ArgumentException"/>.</param>
    public Circuit To(ResiliencePlan plan, string which = "", Func<Exception, bool>? excuses = null) => _circuits.GetOrAdd(
        which.Length == 0 ? plan.Neighbour : $"{plan.Neighbour} {which}",
        name => new Circuit(name, plan, _clock, _calls, excuses));

    /// <summary>Neighbours that are not the installation's own, and so many that nobody wants a line for each.</summary>
    public IReadOnlyList<CircuitGroup> Groups => [.. _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal)];

    public CircuitGroup Group(ResiliencePlan plan) => _groups.GetOrAdd(
        plan.Neighbour, name => new CircuitGroup(name, () => new Circuit(name, plan, _clock, _calls, excuses: null)));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Open() =>
        Groups.Select(g => new Measurement<int>(g.Open, KeyValuePair.Create<string, object?>("neighbour", g.Name)));

    private IEnumerable<Measurement<int>> States() => All.Select(c => new Measurement<int>(
        c.State switch { "closed" => 0, "half-open" => 1, _ => 2 }, KeyValuePair.Create<string, object?>("neighbour", c.Name)));
}
