using System.Text.Json;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>Where a query goes on: the last document's place in the order, its company and its id.</summary>
internal static class FirestoreCursor
{
    public static string After(DocumentQuery query, QueryCursor cursor, Document found, string company, string id) =>
        cursor.Write(JsonSerializer.SerializeToUtf8Bytes<object?[]>([Plain(Order(query, found)), company, id]));

    /// <exception cref="ArgumentException">This query did not give it.</exception>
    public static (Value Order, string Company, string Id) Parse(DocumentQuery query) =>
        new QueryCursor(query).Read(place => JsonSerializer.Deserialize<JsonElement[]>(place)) is [var order, { ValueKind: JsonValueKind.String } company, { ValueKind: JsonValueKind.String } id]
            ? (FirestoreIndexed.Json(order), company.GetString()!, id.GetString()!)
            : throw new ArgumentException("The cursor has other parts than a place.", nameof(query));

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
}
