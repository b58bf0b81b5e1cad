using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>A document that tells about a person.</summary>
/// <param name="Last">By it the others are found: it goes when nothing else is left, so that an erasure that was cut off can go on.</param>
public sealed record Trace(DocumentKey Key, long Version, object Value, bool Last = false)
{
    /// <summary>What remains of a document that is about somebody else; null when nothing does.</summary>
    public object? Becomes { get; init; }

    /// <summary>It was written to somebody else and only names the person: it is not theirs to be given.</summary>
    public bool OnlyNames { get; init; }

    public Change Erase() => new(Key, Becomes, Version);

    public static Trace Of<T>(Versioned<T> found, bool last = false)
        where T : class => new(found.Key, found.Version, found.Value, last);
}

internal static class WalkExtensions
{
    public static async IAsyncEnumerable<Versioned<T>> Walk<T>(
        this IDocumentStore documents, DocumentRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var stored in documents.Walk(range, ct))
            yield return new(stored.Key, Schemas.Declared.Read<T>(range.Collection, stored.Schema, stored.Body!), stored.Version);
    }

    /// <summary>All that the query finds, page by page.</summary>
    public static async IAsyncEnumerable<Versioned<T>> All<T>(
        this IDocumentStore documents, DocumentQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var cursor = ""; ;)
        {
            var page = await documents.ToPage<T>(query with { Cursor = cursor, Limit = 50 }, ct);
            foreach (var item in page.Items) yield return item;
            if ((cursor = page.Next).Length == 0) yield break;
        }
    }
}
