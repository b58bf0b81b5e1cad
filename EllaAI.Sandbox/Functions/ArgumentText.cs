using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>
/// A test's JSON arguments, checked against the signature here, so that main programs need not: as JSON again, with a point in every double, or in
/// the plain form. That is, each with one space after it: an integer; a double; 1 or 0; a string's count of UTF-8 bytes, a space and the bytes;
/// a list's count and its items; a map's count and its keys and values in turn.
/// </summary>
internal static class ArgumentText
{
    private const long SafeInJavaScript = (1L << 53) - 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="FormatException">The input is not the function's arguments. The message is for its author.</exception>
    public static byte[] Of(FunctionSignature function, string input, Harness harness)
    {
        var arguments = Parsed(input, function);
        var output = new ArrayBufferWriter<byte>();
        var values = function.Parameters.Zip(arguments.EnumerateArray());
        if (harness.ReadsJson) Json(output, values, harness.HoldsLongs);
        else
            foreach (var (parameter, value) in values) Plain(output, parameter.Type, value, parameter.Name);
        return output.WrittenSpan.ToArray();
    }

    private static JsonElement Parsed(string input, FunctionSignature function) =>
        FunctionValue.Parse(input) is { ValueKind: JsonValueKind.Array } arguments && arguments.GetArrayLength() == function.Parameters.Count
            ? arguments
            : throw new FormatException($"The input must be a JSON array of the {function.Parameters.Count} arguments of {function.Name}.");

    private static void Json(ArrayBufferWriter<byte> output, IEnumerable<(FunctionParameter, JsonElement)> values, bool holdsLongs)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartArray();
        foreach (var (parameter, value) in values) Json(writer, parameter.Type, value, parameter.Name, holdsLongs);
        writer.WriteEndArray();
    }

    private static void Json(Utf8JsonWriter writer, DataType type, JsonElement value, string name, bool holdsLongs)
    {
        switch (type.Kind)
        {
            case DataKind.Long when !holdsLongs && Math.Abs((decimal)Long(value, name)) > SafeInJavaScript: writer.WriteStringValue(Long(value, name).ToString(CultureInfo.InvariantCulture)); break;
            case DataKind.Int: writer.WriteNumberValue(Int(value, name)); break;
            case DataKind.Long: writer.WriteNumberValue(Long(value, name)); break;
            case DataKind.Double: writer.WriteRawValue(Digits(Double(value, name)), skipInputValidation: true); break;
            case DataKind.Bool: writer.WriteBooleanValue(Bool(value, name)); break;
            case DataKind.String: writer.WriteStringValue(String(value, name)); break;
            case DataKind.List:
                writer.WriteStartArray();
                foreach (var item in List(value, name)) Json(writer, type.Item!, item, name, holdsLongs);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var member in Map(value, name))
                {
                    writer.WritePropertyName(Key(member, name));
                    Json(writer, type.Item!, member.Value, name, holdsLongs);
                }
                writer.WriteEndObject();
                break;
        }
    }

    private static void Plain(ArrayBufferWriter<byte> output, DataType type, JsonElement value, string name)
    {
        switch (type.Kind)
        {
            case DataKind.Int: Word(output, Int(value, name)); break;
            case DataKind.Long: Word(output, Long(value, name)); break;
            case DataKind.Double: Text(output, Digits(Double(value, name))); break;
            case DataKind.Bool: Word(output, Bool(value, name) ? 1 : 0); break;
            case DataKind.String: Counted(output, String(value, name)); break;
            case DataKind.List:
                Word(output, List(value, name).Count());
                foreach (var item in List(value, name)) Plain(output, type.Item!, item, name);
                break;
            default:
                Word(output, Map(value, name).Count());
                foreach (var member in Map(value, name))
                {
                    Counted(output, Key(member, name));
                    Plain(output, type.Item!, member.Value, name);
                }
                break;
        }
    }

    private static void Word(ArrayBufferWriter<byte> output, long value) => Text(output, value.ToString(CultureInfo.InvariantCulture));

    private static void Counted(ArrayBufferWriter<byte> output, string text)
    {
        Word(output, Encoding.UTF8.GetByteCount(text));
        Text(output, text);
    }

    private static void Text(ArrayBufferWriter<byte> output, string text)
    {
        Encoding.UTF8.GetBytes(text, output);
        output.Write(" "u8);
    }

    private static string Digits(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    private static int Int(JsonElement value, string name) => FunctionValue.Int(value) ?? throw Not("an int", value, name);

    private static long Long(JsonElement value, string name) => FunctionValue.Long(value) ?? throw Not("a long", value, name);

    private static double Double(JsonElement value, string name) => FunctionValue.Double(value) ?? throw Not("a double", value, name);

    private static bool Bool(JsonElement value, string name) => FunctionValue.Bool(value) ?? throw Not("a bool", value, name);

    private static string String(JsonElement value, string name) =>
        FunctionValue.String(value) ?? throw Not(value.ValueKind == JsonValueKind.String ? "a string of whole characters" : "a string", value, name);

    private static JsonElement.ArrayEnumerator List(JsonElement value, string name) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Not("a list", value, name);

    private static JsonElement.ObjectEnumerator Map(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Not("a map", value, name);

    private static string Key(JsonProperty member, string name) =>
        FunctionValue.Key(member) ?? throw new FormatException($"In the argument '{name}' a key is not a string of whole characters.");

    private static FormatException Not(string kind, JsonElement value, string name) =>
        new($"In the argument '{name}' {FunctionResult.Short(value.GetRawText())} is not {kind}.");
}
