using System.Globalization;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <param name="Action">Only this one; empty for all.</param>
/// <param name="Who">Only what this <see cref="Actor.Name"/> did; empty for all.</param>
public sealed record AuditFilter(string Action = "", string Who = "")
{
    private const int FirstYear = 2000, LastYear = 9998;

    private static readonly Problem _noDate = Problems.Invalid("dates", "This is not a date. Write the year, the month and the day, such as 2026-11-30.");
    private static readonly Problem _turned = Problems.Invalid("dates", "The first day is after the last one. Choose an earlier first day, or a later last one.");

    /// <summary>The first day, in the company's time zone; null for the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, all of it; null for today.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>As it stands in an address or a form.</summary>
    public static Result<AuditFilter> Read(string? action, string? who, string? from, string? until)
    {
        if (!TryRead(from, out var first) || !TryRead(until, out var last)) return _noDate;
        var filter = new AuditFilter(action ?? "", who ?? "") { From = first, Until = last };
        return filter.Wrong is { } wrong ? wrong : filter;
    }

    /// <summary>How a day is written in an address.</summary>
    public static string Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    internal Problem? Wrong => From?.Year is < FirstYear or > LastYear || Until?.Year is < FirstYear or > LastYear ? _noDate : From > Until ? _turned : null;

    /// <summary>With days as they begin in the company's time zone at this moment.</summary>
    internal async Task<DocumentQuery> Of(IDocumentStore documents, Actor reader, CancellationToken ct) => Of(
        reader,
        this is { From: null, Until: null } || reader.Company == CompanyId.Platform
            ? TimeZoneInfo.Utc
            : (await documents.Get<Company>(Company.Key(reader), ct))?.Value.Region.Zone ?? TimeZoneInfo.Utc);

    private DocumentQuery Of(Actor reader, TimeZoneInfo zone)
    {
        var query = this switch
        {
            { Action: "", Who: "", From: null, Until: null } => reader.Query(AuditEntry.Newest),
            { Action: "", Who: "" } => reader.Query(AuditEntry.OfTime),
            { Who: "" } => reader.Query(AuditEntry.OfAction, Action),
            { Action: "" } => reader.Query(AuditEntry.OfActor, Who),
            _ => reader.Query(AuditEntry.OfActorAndAction, Who, Action),
        };
        return query with { From = Begin(From, zone), Until = Begin(Until?.AddDays(1), zone) };
    }

    /// <summary>When a day begins there, as entries write their time. Some days begin at one o'clock, and some at a midnight that comes twice.</summary>
    private static string Begin(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } known) return "";
        var local = known.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return JsonSerializer.SerializeToElement(new DateTimeOffset(local, offset).ToUniversalTime(), DocumentJson.Options).GetString()!;
    }

    private static bool TryRead(string? text, out DateOnly? day)
    {
        var read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found);
        day = read ? found : null;
        return read || string.IsNullOrEmpty(text);
    }
}
