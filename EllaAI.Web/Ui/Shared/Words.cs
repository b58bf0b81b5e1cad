namespace EllaAI.Web.Ui.Shared;

/// <summary>Numbers and times as people say them.</summary>
public static class Words
{
    public static string Count(int number, string singular, string? plural = null) =>
        $"{number} {(number == 1 ? singular : plural ?? singular + "s")}";

    /// <summary>Such as <c>1 hour 30 minutes</c>. Seconds only below a minute.</summary>
    public static string Duration(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1)) return Count(Math.Max(0, (int)span.TotalSeconds), "second");
        var (hours, minutes) = ((int)span.TotalHours, span.Minutes);
        return (hours, minutes) switch
        {
            (0, _) => Count(minutes, "minute"),
            (_, 0) => Count(hours, "hour"),
            _ => $"{Count(hours, "hour")} {Count(minutes, "minute")}",
        };
    }

    /// <summary>A clock that counts down: <c>1:04:09</c>, <c>41:10</c>, never below <c>0:00</c>.</summary>
    public static string Clock(TimeSpan left) =>
        left <= TimeSpan.Zero ? "0:00"
        : left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}"
        : $"{left.Minutes}:{left.Seconds:00}";

    /// <summary>Such as <c>5 minutes ago</c> or <c>in 3 days</c>.</summary>
    public static string Relative(DateTimeOffset time, DateTimeOffset now)
    {
        var span = (now - time).Duration();
        if (span < TimeSpan.FromMinutes(1)) return "just now";
        var words = span.TotalDays >= 1 ? Count((int)span.TotalDays, "day")
            : span.TotalHours >= 1 ? Count((int)span.TotalHours, "hour")
            : Count((int)span.TotalMinutes, "minute");
        return time <= now ? $"{words} ago" : $"in {words}";
    }

    /// <summary><c>Python, Java and C++</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>Up to two letters for a round picture of somebody.</summary>
    public static string Initials(string name)
    {
        var parts = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "?" : string.Concat(parts.Take(1).Concat(parts.Skip(1).TakeLast(1)).Select(part => char.ToUpperInvariant(part[0])));
    }
}
