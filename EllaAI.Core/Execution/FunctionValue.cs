using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EllaAI.Core.Execution;

/// <summary>
/// JSON as values of a function's types, the same where a question is saved and where a test is run. Null: it is none. Half of a
/// surrogate pair, such as <c>\ud800</c>, is a string in JSON and in no language's UTF-8.
/// </summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the words that signatures are written in.")]
public static class FunctionValue
{
    public static int? Int(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var i) ? i : null;

    public static long? Long(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var l) ? l : null;

    public static double? Double(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var d) && double.IsFinite(d) ? d : null;

    public static bool? Bool(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    public static string? String(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Key(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool Fits(DataType type, JsonElement value) => type.Kind switch
    {
        DataKind.Int => Int(value) is not null,
        DataKind.Long => Long(value) is not null,
        DataKind.Double => Double(value) is not null,
        DataKind.Bool => Bool(value) is not null,
        DataKind.String => String(value) is not null,
        DataKind.List => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => Fits(type.Item!, v)),
        DataKind.Map => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(m => Key(m) is not null && Fits(type.Item!, m.Value)),
        _ => false,
    };

    /// <summary>Null when the text is not JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
