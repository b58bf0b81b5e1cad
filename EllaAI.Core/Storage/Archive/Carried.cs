using System.Runtime.CompilerServices;
using EllaAI.Core.Operations;

namespace EllaAI.Core.Storage.Archive;

/// <summary>What is carried from store to store, and in which shape.</summary>
internal static class Carried
{
    /// <summary>
    /// A process that lives says so in the store that it works on; in another one that would be a lie. What such a process had
    /// begun is carried, and is free there, as after a crash.
    /// </summary>
    private static bool Is(DocumentKey key) => key.Collection is not (Instance.Collection or UnfinishedImport.Collection);

    /// <summary>Everything that is carried, in today's shape: what is written anew is written as this release writes it.</summary>
    /// <exception cref="NewerSchemaException">A newer release wrote it.</exception>
    public static async IAsyncEnumerable<StoredDocument> Of(
        IAsyncEnumerable<StoredDocument> documents, Schemas schemas, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var document in documents.WithCancellation(ct))
            if (Is(document.Key)) yield return Today(document, schemas);
    }

    /// <summary>Together, as many as one write takes: neither too many nor too large.</summary>
    public static async IAsyncEnumerable<List<StoredDocument>> Batches(
        IAsyncEnumerable<StoredDocument> documents, [EnumeratorCancellation] CancellationToken ct)
    {
        const int most = 500, largest = 4_000_000;
        var (batch, size) = (new List<StoredDocument>(), 0);
        await foreach (var document in documents.WithCancellation(ct))
        {
            batch.Add(document);
            size += document.Body!.Length;
            if (batch.Count < most && size < largest) continue;
            yield return batch;
            (batch, size) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }

    private static StoredDocument Today(StoredDocument document, Schemas schemas)
    {
        var collection = document.Key.Collection;
        return schemas.Upgrade(collection, document.Schema, document.Body!) is { } upgraded
            ? document with { Schema = schemas.Current(collection), Body = upgraded.ToJsonString(DocumentJson.Options) }
            : document;
    }
}
