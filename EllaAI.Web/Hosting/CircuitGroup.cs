namespace EllaAI.Web.Hosting;

/// <summary>Circuits to many neighbours of one kind, such as addresses that companies chose. They are counted, never named, and only so many are kept.</summary>
public sealed class CircuitGroup
{
    public const int Most = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _circuits = [];
    private readonly Func<Circuit> _make;
    private long _turn;

    internal CircuitGroup(string name, Func<Circuit> make) => (Name, _make) = (name, make);

    public string Name { get; }

    public int Count
    {
        get { lock (_gate) return _circuits.Count; }
    }

    /// <summary>How many are not asked right now.</summary>
    public int Open
    {
        get { lock (_gate) return _circuits.Values.Count(k => k.Circuit.State != "closed"); }
    }

    /// <summary>The circuit to this one. Beyond <see cref="Most"/> the one that was asked for longest ago is forgotten, and begins anew.</summary>
    public Circuit To(string which)
    {
        lock (_gate)
        {
            if (!_circuits.TryGetValue(which, out var kept))
            {
                if (_circuits.Count >= Most) _circuits.Remove(_circuits.MinBy(c => c.Value.Turn).Key);
                _circuits[which] = kept = new(_make());
            }

            kept.Turn = ++_turn;
            return kept.Circuit;
        }
    }

    private sealed class Kept(Circuit circuit)
    {
        public Circuit Circuit { get; } = circuit;

        public long Turn { get; set; }
    }
}
