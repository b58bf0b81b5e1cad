namespace EllaAI.Core.Storage.Archive;

/// <summary>A document as a store keeps it, whatever it is about.</summary>
/// <param name="Schema">The version of its collection's shape that <paramref name="Body"/> has; see <see cref="Schemas"/>.</param>
/// <param name="Body">Its JSON; null deletes it.</param>
public sealed record StoredDocument(DocumentKey Key, long Version, int Schema, string? Body);

/// <summary>
/// All documents of a store, to be carried to another one or into a file. Nobody else works on the store meanwhile.
/// What a store cannot do is told by <see cref="ArchiveException"/> or <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IDocumentArchive : IDisposable
{
    /// <summary>Which store it is: the same each time it is opened, and no other store's.</summary>
    string Name { get; }

    /// <summary>About how many documents there are; null when that is as dear as reading them.</summary>
    Task<long?> Count(CancellationToken ct);

    Task<StoredDocument?> Find(DocumentKey key, CancellationToken ct);

    /// <summary>All documents in an order of the store's own, read as they are asked for; those behind <paramref name="after"/>, if that is given.</summary>
    IAsyncEnumerable<StoredDocument> Read(DocumentKey? after, CancellationToken ct);

    /// <summary>
    /// Writes them over whatever is there; doing it again changes nothing. They are durable when it returns, and some may be
    /// when it fails. Events that are committed later have greater positions than all that were written.
    /// </summary>
    Task Write(IReadOnlyList<StoredDocument> documents, CancellationToken ct);
}

/// <summary>Documents cannot be carried, for a reason that an operator can mend: one line.</summary>
public sealed class ArchiveException : Exception
{
    public ArchiveException() { }

    public ArchiveException(string message) : base(message) { }

    public ArchiveException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>How far something is.</summary>
/// <param name="All">Null when nobody knows.</param>
public readonly record struct ArchiveProgress(string Doing, long Done, long? All);
