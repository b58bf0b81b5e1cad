using System.Text.Json;
using System.Text.Json.Serialization;

namespace EllaAI.Core.Execution;

/// <summary>
/// A checker without settings is its kind's name, as in <c>"tokens"</c>; one with settings is an object. Where nothing is said of
/// layout it is told, as it was when such a text could only mean that: verdicts and hashes of what is kept stay what they are.
/// </summary>
internal sealed class CheckerJson : JsonConverter<Checker>
{
    public override Checker Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Plain(JsonSerializer.Deserialize<CheckerKind>(ref reader, options))
            : (JsonSerializer.Deserialize<Settings>(ref reader, options) ?? throw new JsonException("A checker cannot be null.")).Checker;

    public override void Write(Utf8JsonWriter writer, Checker value, JsonSerializerOptions options)
    {
        if (value == Plain(value.Kind)) JsonSerializer.Serialize(writer, value.Kind, options);
        else JsonSerializer.Serialize(writer, Settings.Of(value), options);
    }

    private static Checker Plain(CheckerKind kind) => new(kind) { TellPresentation = true };

    private sealed record Settings(
        CheckerKind Kind, bool IgnoreCase = false, bool TellPresentation = true, double AbsoluteTolerance = 0, double RelativeTolerance = 0, SourceProgram? Program = null)
    {
        [JsonIgnore]
        public Checker Checker => new(Kind)
        {
            IgnoreCase = IgnoreCase,
            TellPresentation = TellPresentation,
            AbsoluteTolerance = AbsoluteTolerance,
            RelativeTolerance = RelativeTolerance,
            Program = Program,
        };

        public static Settings Of(Checker c) => new(c.Kind, c.IgnoreCase, c.TellPresentation, c.AbsoluteTolerance, c.RelativeTolerance, c.Program);
    }
}
