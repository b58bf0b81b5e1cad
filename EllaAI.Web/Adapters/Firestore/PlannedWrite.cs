using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;
using Google.Protobuf;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>One document of a commit, and what it can tell of an earlier try whose answer was lost.</summary>
internal sealed class PlannedWrite
{
    private static readonly ByteString[] _fullMemory = [.. Enumerable.Repeat(ByteString.CopyFrom(new byte[16]), FirestoreFields.RememberedCommits)];
    private readonly Change _change;
    private readonly Document? _document;

    /// <param name="body">Its JSON; null deletes it.</param>
    /// <exception cref="DocumentTooLargeException">Firestore would not take it.</exception>
    public PlannedWrite(Change change, string? body, string name, Schemas schemas)
    {
        (_change, Name) = (change, name);
        if (body is null) return;
        var (key, version) = (change.Key, change.ExpectedVersion + 1);
        _document = FirestoreFields.Document(name, version, schemas.Current(key.Collection), body, FirestoreIndexed.Of(key, body), _fullMemory);
        FirestoreSize.Check(key, _document);
    }

    public string Name { get; }

    public bool IsStale(FoundDocument? now) => (now?.Version ?? 0) != _change.ExpectedVersion;

    /// <summary>Whether <paramref name="commit"/> wrote it, when it was <paramref name="before"/> and is <paramref name="now"/>. Null when it cannot tell.</summary>
    public bool? WasWritten(ByteString commit, FoundDocument? before, FoundDocument? now) => (_document, before, now) switch
    {
        // Deleted since, by us or by somebody else.
        (_, not null, null) => null,
        (null, null, null) => null,
        (not null, null, null) => false,
        // Deleted and created anew: its versions began again.
        (_, not null, not null) when !before.Created.Equals(now.Created) => null,
        (null, _, not null) => false,
        _ => now!.Version <= _change.ExpectedVersion ? false : now.WriterOf(_change.ExpectedVersion + 1)?.Equals(commit),
    };

    /// <summary>Bound to the very state that was looked at.</summary>
    public Write Bind(ByteString commit, FoundDocument? now)
    {
        Precondition precondition = now is null ? new() { Exists = false } : new() { UpdateTime = now.Updated };
        if (_document is null) return new() { Delete = Name, CurrentDocument = precondition };
        var document = _document.Clone();
        document.Remember([commit, .. now?.Commits ?? []]);
        return new() { Update = document, CurrentDocument = precondition };
    }
}
