namespace EllaAI.Core.Companies;

/// <summary>Where a company is: how times are written in its name.</summary>
/// <param name="TimeZone">An IANA name, such as <c>Europe/Berlin</c>.</param>
/// <param name="Locale">One of <see cref="Companies.Locale.All"/>.</param>
public sealed record CompanyRegion(string TimeZone = "UTC", string Locale = "en-GB")
{
    /// <summary>As it is kept. One that this machine no longer knows reads as UTC.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public Locale Writing => Companies.Locale.Find(Locale) ?? Companies.Locale.Default;

    /// <summary>For a reader of whose own zone nothing is known: <c>31 December 2026, 15:00 (Europe/Berlin, UTC+1)</c>.</summary>
    public string Write(DateTimeOffset time)
    {
        var written = Writing.Write(TimeZoneInfo.ConvertTime(time, Zone));
        return Zone.Equals(TimeZoneInfo.Utc) ? $"{written} UTC" : $"{written} ({TimeZone}, {Offset(Zone, time)})";
    }

    /// <summary><c>UTC</c>, <c>UTC+2</c> or <c>UTC+5:30</c> at that moment.</summary>
    public static string Offset(TimeZoneInfo zone, DateTimeOffset time)
    {
        var offset = zone.GetUtcOffset(time);
        if (offset == TimeSpan.Zero) return "UTC";
        var minutes = offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}";
        return $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{minutes}";
    }

    /// <summary>The names that can be chosen here.</summary>
    public static IReadOnlyList<string> Zones { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append("UTC").Where(IsZone).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>No abbreviation, and no folder of the machine's: names of zones are paths there.</summary>
    internal static bool IsZone(string name) =>
        name == "UTC" || (name.Contains('/') && !name.StartsWith("Etc/", StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name);
}
