using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>
/// Where a query goes on: the last document's place in the order, its company and its id, and a digest that binds them to this
/// query. It is no secret: a company's query stays in the company whatever its cursor says.
/// </summary>
internal static class FirestoreCursor
{
    private const int DigestBytes = 9;

    public static string After(DocumentQuery query, Document found, string company, string id)
    {
        var place = JsonSerializer.Serialize<object?[]>([Plain(Order(query, found)), company, id]);
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([place, Digest(query, place)]));
    }

    /// <exception cref="ArgumentException">This query did not give it.</exception>
    public static (Value Order, string Company, string Id) Parse(DocumentQuery query)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(query.Cursor)) is [{ } place, { } digest] && digest == Digest(query, place)
                && JsonSerializer.Deserialize<JsonElement[]>(place) is [var order, var company, var id]
                ? (FirestoreIndexed.Json(order), company.GetString()!, id.GetString()!)
                : throw new FormatException("Not a place of this query.");
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException("The cursor is not one that this query gave.", nameof(query), e);
        }
    }

    private static Value Order(DocumentQuery query, Document found) =>
        found.Fields[FirestoreFields.Index].MapValue.Fields[query.Index.OrderBy];

    private static object? Plain(Value value) => value.ValueTypeCase switch
    {
        Value.ValueTypeOneofCase.StringValue => value.StringValue,
        Value.ValueTypeOneofCase.IntegerValue => value.IntegerValue,
        Value.ValueTypeOneofCase.DoubleValue => value.DoubleValue,
        Value.ValueTypeOneofCase.BooleanValue => value.BooleanValue,
        _ => null,
    };

    private static string Digest(DocumentQuery query, string place)
    {
        var asked = JsonSerializer.SerializeToUtf8Bytes<object?[]>([query.Index.Name, query.Company, query.Values, query.Descending, place]);
        return Base64Url.EncodeToString(SHA256.HashData(asked).AsSpan(0, DigestBytes));
    }
}
