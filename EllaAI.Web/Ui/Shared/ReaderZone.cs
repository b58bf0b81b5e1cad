namespace EllaAI.Web.Ui.Shared;

/// <summary>The time zone of whoever looks at the page, cascaded by interactive layouts.</summary>
public sealed record ReaderZone(TimeZoneInfo Zone)
{
    public static ReaderZone Utc { get; } = new(TimeZoneInfo.Utc);

    /// <param name="id">An IANA name such as <c>Europe/Berlin</c>, from the browser. One that this machine does not know reads as UTC.</param>
    public static ReaderZone Of(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? new(zone) : Utc;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    /// <summary><c>UTC</c>, <c>UTC+2</c> or <c>UTC+5:30</c> at that moment.</summary>
    public string Name(DateTimeOffset time)
    {
        var offset = Zone.GetUtcOffset(time);
        if (offset == TimeSpan.Zero) return "UTC";
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        var minutes = offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}";
        return $"UTC{sign}{Math.Abs(offset.Hours)}{minutes}";
    }
}
