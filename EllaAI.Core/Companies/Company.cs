using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Access;
using EllaAI.Core.Features;
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

    public const int MaxName = 80;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why nobody may act for it, and nobody start an attempt of it, until it is restored; null when they may. Attempts under way go on.</summary>
    public string? Suspended { get; init; }

    /// <summary>How its members have to be signed in.</summary>
    public SignInRules SignIn { get; init; } = new();

    /// <summary>Set when it is to be deleted; until then it can be taken back.</summary>
    public Deletion? Deletion { get; init; }

    /// <summary>How candidates see that a page is its.</summary>
    public CompanyLook Look { get; init; } = new();

    /// <summary>How times are written in its name.</summary>
    public CompanyRegion Region { get; init; } = new();

    /// <summary>How much more time, in percent, those get whom it invites from now on.</summary>
    public int ExtraTime { get; init; }

    /// <summary>What whoever runs the installation chose for it, by <see cref="Feature.Id"/>; null for nothing.</summary>
    public IReadOnlyDictionary<string, bool>? Features { get; init; }

    public static DocumentKey Key(Actor actor) => actor.Key(Collection, actor.Company.Value);

    /// <summary>What candidates see at the moment: ours while the company has no look of its own.</summary>
    public CompanyLook LookShown(FeatureDefaults? defaults) => Feature.OwnLook.IsOnFor(this, defaults) ? Look : new();

    /// <summary>Null when the name can be one.</summary>
    internal static Problem? Check(string name) => name switch
    {
        _ when Text.IsBlank(name) => Problems.Invalid("name", "Enter the company's name."),
        { Length: > MaxName } => Problems.Invalid("name", $"A name can have at most {MaxName} characters; this one has {name.Length:N0}."),
        _ when name.Any(Text.IsUnprintable) => Problems.Invalid("name", "A name cannot have line breaks or control characters."),
        _ => null,
    };

    public static IndexSpec Everywhere { get; } = new(Collection, "company-everywhere", [], "name", AcrossCompanies: true);
}

/// <param name="By">An account's id.</param>
/// <param name="At">From then on everything goes.</param>
/// <param name="SuspendedBefore">What <see cref="Company.Suspended"/> was.</param>
public sealed record Deletion(string By, string Reason, DateTimeOffset AskedAt, DateTimeOffset At, string? SuspendedBefore)
{
    /// <summary>How long it can be taken back.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromDays(7);
}

/// <summary>There was a company of this id, and there will be none again.</summary>
public sealed record DeletedCompany(DateTimeOffset At)
{
    public const string Collection = "deleted-company";

    public static DocumentKey Key(CompanyId id) => Actor.System(CompanyId.Platform).Key(Collection, id.Value);
}

internal sealed class CompanyIdConverter : JsonConverter<CompanyId>
{
    public override CompanyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A company id is missing."));

    public override void Write(Utf8JsonWriter writer, CompanyId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
