using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace EllaAI.Core.Storage;

/// <summary>
/// For a store's adapter: where a query goes on, as the reader hands it back. A digest binds the place to the query, so that what another query gave, or
/// somebody has changed, is refused. It is no secret: a company's query stays in the company whatever its cursor says.
/// </summary>
public sealed class QueryCursor(DocumentQuery query)
{
    private const int DigestBytes = 9;

    // The same for all documents of the query.
    private readonly byte[] _asked = JsonSerializer.SerializeToUtf8Bytes<object?[]>([query.Index.Name, query.Company, query.Values, query.Descending, .. query.From.Length + query.Until.Length > 0 ? (string[])[query.From, query.Until] : []]);

    /// <param name="place">Of a document in the query's order; the adapter alone reads it.</param>
    public string Write(ReadOnlySpan<byte> place) => Base64Url.EncodeToString([.. Digest(place), .. place]);

    /// <exception cref="ArgumentException">The query's cursor is none that it gave.</exception>
    public byte[] Read()
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(query.Cursor);
            // Letters that the decoder passes over would be another cursor of the same place.
            if (bytes.Length > DigestBytes && Base64Url.EncodeToString(bytes) == query.Cursor && bytes.AsSpan(0, DigestBytes).SequenceEqual(Digest(bytes.AsSpan(DigestBytes)))) return bytes[DigestBytes..];
        }
        catch (FormatException e)
        {
            throw NotOurs(e);
        }

        throw NotOurs();
    }

    /// <summary>The place as the adapter reads it. Somebody who makes a digest of their own may have put anything there.</summary>
    /// <exception cref="ArgumentException">The query's cursor is none that it gave.</exception>
    public T Read<T>(Func<byte[], T> parse)
    {
        try
        {
            return parse(Read());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw NotOurs(e);
        }
    }

    private static ArgumentException NotOurs(Exception? inner = null) => new("The cursor is not one that this query gave.", inner);

    private byte[] Digest(ReadOnlySpan<byte> place) => SHA256.HashData([.. _asked, .. place])[..DigestBytes];
}
