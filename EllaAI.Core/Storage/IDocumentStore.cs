namespace EllaAI.Core.Storage;

/// <summary>Documents of companies. A commit is durable and atomic; its events arrive at least once.</summary>
public interface IDocumentStore
{
    Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct);

    /// <summary>Documents in the index's order, at most <see cref="DocumentQuery.Limit"/>.</summary>
    /// <exception cref="UndeclaredIndexException">The query names an index that is not in <see cref="DeclaredIndexes"/>.</exception>
    /// <exception cref="ArgumentException">The cursor is not one that this query gave.</exception>
    IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, CancellationToken ct);

    /// <summary>
    /// All documents of a range as they are kept, by collection and id, read as they are asked for. For what concerns every one of them, such as erasing;
    /// it is as dear as there are many. What is written or deleted meanwhile may be among them or not.
    /// </summary>
    IAsyncEnumerable<Archive.StoredDocument> Walk(DocumentRange range, CancellationToken ct);

    /// <summary>
    /// Writes all changes and events, or nothing. False when any expected version is stale.
    /// All changes and events belong to one company, and each change is of another document.
    /// </summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    /// <exception cref="DocumentTooLargeException">A document is larger than <see cref="CommitRules.MaxBodyBytes"/>, or all are than <see cref="CommitRules.MaxCommitBytes"/>.</exception>
    Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct);
}

public sealed class UndeclaredIndexException : InvalidOperationException
{
    public UndeclaredIndexException() { }

    public UndeclaredIndexException(string message) : base(message) { }

    public UndeclaredIndexException(string message, Exception inner) : base(message, inner) { }
}
