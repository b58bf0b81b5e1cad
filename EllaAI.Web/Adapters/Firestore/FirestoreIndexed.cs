using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Storage;
using EllaAI.Wire.Firestore;
using Google.Protobuf.WellKnownTypes;
using Value = EllaAI.Wire.Firestore.Value;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>The fields by which documents are found, as Firestore compares them.</summary>
internal static class FirestoreIndexed
{
    /// <summary>Firestore indexes no more of a text, and would then find what it should not.</summary>
    public const int LongestText = 1500;

    private static readonly FrozenDictionary<string, string[]> _fields = DeclaredIndexes.All
        .GroupBy(i => i.Collection)
        .ToFrozenDictionary(g => g.Key, g => g.SelectMany(i => i.Fields.Append(i.OrderBy)).Distinct().ToArray());

    /// <summary>Each collection that has an index, with the fields of all of them, in one text.</summary>
    public static IReadOnlyDictionary<string, string> Declared { get; } = _fields.ToFrozenDictionary(f => f.Key, f => string.Join(' ', f.Value.Order(StringComparer.Ordinal)));

    public static string Path(string field) => $"{FirestoreFields.Index}.{field}";

    /// <summary>What the declared indexes of the collection take from a body. A field that is not there is null, which comes first in every order.</summary>
    /// <exception cref="DocumentTooLargeException">A text is longer than Firestore can index.</exception>
    public static MapValue Of(DocumentKey key, string body)
    {
        var map = new MapValue();
        if (!_fields.TryGetValue(key.Collection, out var fields)) return map;
        using var document = JsonDocument.Parse(body);
        foreach (var field in fields) map.Fields[field] = Field(key, document.RootElement, field);
        return map;
    }

    /// <summary>A value that a query asks for.</summary>
    public static Value Asked(object value) => value switch
    {
        string text => new() { StringValue = text },
        bool truth => new() { BooleanValue = truth },
        int number => new() { IntegerValue = number },
        long number => new() { IntegerValue = number },
        double number => new() { DoubleValue = number },
        _ => throw new ArgumentException($"An index is asked for texts, numbers and booleans, not for a {value.GetType().Name}.", nameof(value)),
    };

    public static Value Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new() { StringValue = value.GetString() },
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? new() { IntegerValue = whole } : new() { DoubleValue = value.GetDouble() },
        JsonValueKind.True or JsonValueKind.False => new() { BooleanValue = value.GetBoolean() },
        JsonValueKind.Null => new() { NullValue = NullValue.NullValue },
        _ => throw new FormatException("Neither a text nor a number nor a boolean."),
    };

    private static Value Field(DocumentKey key, JsonElement document, string field)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(field, out var found)) return new() { NullValue = NullValue.NullValue };
        var value = Json(found);
        if (value.HasStringValue && Encoding.UTF8.GetByteCount(value.StringValue) > LongestText)
            throw new DocumentTooLargeException($"{field} of the document {key} is indexed: it may have {LongestText:N0} bytes.");
        return value;
    }
}
