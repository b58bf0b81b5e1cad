using System.Globalization;
using System.Security.Cryptography;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;
using Google.Protobuf;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// One commit, however often it has to be tried. Each write is bound to the state of the document that was looked at before,
/// so that no try writes over another writer, and none is done twice.
/// </summary>
internal sealed class FirestoreCommit
{
    private readonly FirestoreNames _names;
    private readonly Schemas _schemas;
    private readonly ByteString _id = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16));
    private readonly List<PlannedWrite> _changes;
    private readonly List<(DocumentKey Key, OutboxEvent Document)> _events;

    /// <exception cref="DocumentTooLargeException">Firestore would not take one of the documents.</exception>
    public FirestoreCommit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, FirestoreNames names, Schemas schemas, DateTimeOffset now)
    {
        (_names, _schemas) = (names, schemas);
        _changes = [.. changes.Zip(CommitRules.Bodies(changes), Plan)];
        _events = [.. events.Select(e => OutboxEvent.Of(e, "", now))];
    }

    /// <summary>The documents to look at before a try.</summary>
    /// <param name="again">Whether the answer to an earlier try was lost: then an event tells of it too.</param>
    public IReadOnlyList<string> Names(bool again) =>
        again || _changes.Count == 0 ? [.. _changes.Select(c => c.Name), .. FirstEvent()] : [.. _changes.Select(c => c.Name)];

    public bool IsStale(FirestoreState now) => _changes.Any(c => c.IsStale(now[c.Name]));

    /// <summary>Whether an earlier try was written though its answer was lost. Null when nobody can tell any more.</summary>
    public bool? WasWritten(FirestoreState before, FirestoreState now)
    {
        bool?[] traces = [.. _changes.Select(c => c.WasWritten(_id, before[c.Name], now[c.Name]))];
        if (traces.Contains(true) || FirstEvent().Any(e => now[e] is not null)) return true;
        // With nothing but events, they may be written once more: each comes at least once.
        return traces.Contains(false) || !IsStale(now) ? false : null;
    }

    /// <exception cref="DocumentTooLargeException">Firestore would not take so much at once.</exception>
    public CommitRequest Request(FirestoreState now)
    {
        var request = new CommitRequest { Database = _names.Database };
        request.Writes.AddRange(_changes.Select(c => c.Bind(_id, now[c.Name])));
        request.Writes.AddRange(_events.Select((e, i) => Plan(e.Key, e.Document with { Position = Position(now, i) }).Bind(_id, null)));
        FirestoreSize.Check(request);
        return request;
    }

    /// <summary>
    /// When the documents were looked at, by Firestore's clock. Whoever changes one of them after us looks at it after we wrote,
    /// and so at a later time.
    /// </summary>
    private static string Position(FirestoreState now, int i) =>
        string.Create(CultureInfo.InvariantCulture, $"{(now.At.Seconds * 1_000_000_000) + now.At.Nanos:D20}{i:D4}");

    private IEnumerable<string> FirstEvent() => _events.Take(1).Select(e => _names.Document(e.Key));

    private PlannedWrite Plan(DocumentKey key, OutboxEvent document)
    {
        var change = Change.Create(key, document);
        return Plan(change, CommitRules.Body(change));
    }

    private PlannedWrite Plan(Change change, string? body) => new(change, body, _names.Document(change.Key), _schemas);
}
