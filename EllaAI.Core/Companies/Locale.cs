using System.Globalization;

namespace EllaAI.Core.Companies;

/// <summary>How a country that reads English writes times. The words are English everywhere; order and clock are not.</summary>
/// <param name="Id">As browsers know it (BCP 47).</param>
/// <param name="Name">Of the country.</param>
public sealed record Locale(string Id, string Name)
{
    private const string DayFirst = "d MMMM yyyy";
    private const string MonthFirst = "MMMM d, yyyy";
    private const string Twelve = "h:mm tt";

    private string Day { get; init; } = DayFirst;

    private string Clock { get; init; } = "HH:mm";

    /// <summary>What follows the hour before and after noon, where the clock has twelve.</summary>
    private (string Before, string After) Noon { get; init; } = ("am", "pm");

    public static Locale Default { get; } = new("en-GB", "United Kingdom");

    public static IReadOnlyList<Locale> All { get; } =
    [
        new("en-AU", "Australia") { Clock = Twelve },
        new("en-CA", "Canada") { Day = MonthFirst, Clock = Twelve, Noon = ("a.m.", "p.m.") },
        new("en-DE", "Germany"),
        new("en-IN", "India") { Clock = Twelve },
        new("en-IE", "Ireland"),
        new("en-NL", "Netherlands"),
        new("en-NZ", "New Zealand") { Clock = Twelve },
        new("en-SG", "Singapore") { Clock = Twelve },
        new("en-ZA", "South Africa"),
        Default,
        new("en-US", "United States") { Day = MonthFirst, Clock = Twelve, Noon = ("AM", "PM") },
    ];

    /// <summary>Null for one that nobody can choose.</summary>
    public static Locale? Find(string id) => All.FirstOrDefault(locale => locale.Id == id);

    /// <summary>Such as <c>31 December 2026, 15:00</c>, of the time's own offset.</summary>
    public string Write(DateTimeOffset time) => Write(time, Day);

    /// <summary>Such as <c>31 Dec 2026, 15:00</c>.</summary>
    public string WriteShort(DateTimeOffset time) => Write(time, Day.Replace("MMMM", "MMM", StringComparison.Ordinal));

    private string Write(DateTimeOffset time, string day)
    {
        var hour = Clock.Replace("tt", time.Hour < 12 ? $"'{Noon.Before}'" : $"'{Noon.After}'", StringComparison.Ordinal);
        return time.ToString($"{day}, {hour}", CultureInfo.InvariantCulture);
    }
}
