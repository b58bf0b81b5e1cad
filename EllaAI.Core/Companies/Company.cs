using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Names a tenant: lower case letters, digits and dashes.</summary>
[JsonConverter(typeof(CompanyIdConverter))]
public readonly record struct CompanyId(string Value)
{
    /// <summary>Where documents live that belong to no company, such as accounts.</summary>
    public static CompanyId Platform { get; } = new("platform");

    public static bool IsValid(string value) =>
        value.Length is > 0 and <= 40 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public override string ToString() => Value;
}

public sealed record Company(CompanyId Id, string Name)
{
    public const string Collection = "company";

    public static IndexSpec Everywhere { get; } = new(Collection, "company-everywhere", [], "name", AcrossCompanies: true);
}

internal sealed class CompanyIdConverter : JsonConverter<CompanyId>
{
    public override CompanyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A company id is missing."));

    public override void Write(Utf8JsonWriter writer, CompanyId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
