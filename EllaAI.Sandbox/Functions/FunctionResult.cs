using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>Whether what was printed is a value of the function's type. A double that is no number is the string <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
internal static class FunctionResult
{
    /// <summary>A sentence for the candidate, or null.</summary>
    public static string? Problem(FunctionSignature function, string name, string printed)
    {
        if (string.IsNullOrWhiteSpace(printed)) return $"The program ended before {name} returned.";
        try
        {
            using var document = JsonDocument.Parse(printed);
            return Fits(function.Returns, document.RootElement) ? null : $"{name} returned {Short(printed.Trim())}, which is not {Article(function.Returns)}.";
        }
        catch (JsonException)
        {
            return $"Something else was written where the result of {name} belongs.";
        }
    }

    public static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private static bool Fits(DataType type, JsonElement value) => (type.Kind, value.ValueKind) switch
    {
        (DataKind.Int or DataKind.Long, JsonValueKind.Number) => IsWhole(value),
        (DataKind.Double, JsonValueKind.Number) => true,
        (DataKind.Double, JsonValueKind.String) => value.GetRawText() is "\"NaN\"" or "\"Infinity\"" or "\"-Infinity\"",
        (DataKind.Bool, JsonValueKind.True or JsonValueKind.False) => true,
        (DataKind.String, JsonValueKind.String) => true,
        (DataKind.List, JsonValueKind.Array) => value.EnumerateArray().All(v => Fits(type.Item!, v)),
        (DataKind.Map, JsonValueKind.Object) => value.EnumerateObject().All(m => Fits(type.Item!, m.Value)),
        _ => false,
    };

    // 3.0 is: some languages cannot tell the two apart. So is a number beyond 64 bits, which is merely wrong.
    private static bool IsWhole(JsonElement value) => value.TryGetInt64(out _) || (value.TryGetDouble(out var d) && Math.Floor(d).Equals(d));

    private static string Article(DataType type) => type.Kind == DataKind.Int ? "an int" : $"a {Signatures.Words(type)}";
}
