using System.Collections.Concurrent;

namespace EllaAI.Core.Operations;

/// <summary>
/// What this process works on right now. The documents can say more: when the store is away at the wrong moment, what became of a
/// piece of work, or that it was begun at all, cannot be written down or is not heard.
/// </summary>
public sealed class Underway
{
    private readonly ConcurrentDictionary<object, string> _work = [];

    /// <summary>From before it is written down that it is begun, until it is disposed of. The same work may be begun twice.</summary>
    public IDisposable Begin(string id)
    {
        var piece = new Piece(this);
        _work[piece] = id;
        return piece;
    }

    public bool Contains(string id) => _work.Values.Contains(id);

    private sealed class Piece(Underway all) : IDisposable
    {
        public void Dispose() => all._work.TryRemove(this, out _);
    }
}
