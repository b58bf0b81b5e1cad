using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EllaAI.Core.Storage.Archive;

/// <param name="Sum">Of the documents' hashes, so that their order does not matter.</param>
public readonly record struct CollectionSum(long Count, ulong Sum);

/// <summary>How many documents of each collection there are, and what they are: to tell whether two stores hold the same.</summary>
public sealed class DocumentSums
{
    private readonly SortedDictionary<string, CollectionSum> _collections = new(StringComparer.Ordinal);

    public DocumentSums() { }

    public DocumentSums(IEnumerable<KeyValuePair<string, CollectionSum>> collections)
    {
        foreach (var (name, sum) in collections) _collections.Add(name, sum);
    }

    public IReadOnlyDictionary<string, CollectionSum> Collections => _collections;

    public long Count => _collections.Values.Sum(c => c.Count);

    /// <param name="seen">Is told after each document how many there were.</param>
    public static async Task<DocumentSums> Of(IAsyncEnumerable<StoredDocument> documents, Action<long> seen, CancellationToken ct)
    {
        var (sums, count) = (new DocumentSums(), 0L);
        await foreach (var document in documents.WithCancellation(ct))
        {
            sums.Add(document);
            seen(++count);
        }

        return sums;
    }

    /// <summary>Of everything that is carried: where it is, its version and its body. The first eight bytes of a SHA-256.</summary>
    public static ulong Hash(StoredDocument document)
    {
        var (key, text) = (document.Key, new StringBuilder());
        // With their lengths, so that no two documents make one text.
        foreach (var part in new[] { key.Company, key.Collection, key.Id })
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        text.Append(CultureInfo.InvariantCulture, $"{document.Version}:{document.Schema}:{document.Body}");
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public void Add(StoredDocument document)
    {
        var before = _collections.GetValueOrDefault(document.Key.Collection);
        _collections[document.Key.Collection] = new(before.Count + 1, unchecked(before.Sum + Hash(document)));
    }

    /// <summary>The first collection that is not the same in the other, in words; null when all are.</summary>
    public string? Difference(DocumentSums other) => _collections.Keys.Union(other._collections.Keys).Order(StringComparer.Ordinal)
        .Select(name => (Name: name, Ours: _collections.GetValueOrDefault(name), Theirs: other._collections.GetValueOrDefault(name)))
        .Where(c => c.Ours != c.Theirs)
        .Select(c => c.Ours.Count != c.Theirs.Count
            ? $"the collection {c.Name} has {c.Ours.Count:N0} documents in one and {c.Theirs.Count:N0} in the other"
            : $"the documents of the collection {c.Name} are not the same in both")
        .FirstOrDefault();
}
