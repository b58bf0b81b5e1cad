using System.Globalization;

namespace EllaAI.Core.Companies;

/// <summary>How candidates see that a page is a company's.</summary>
/// <param name="Colour">Of what stands out, such as <c>#0f766e</c>; empty for none. Never anything else: it is written into pages.</param>
/// <param name="Logo">Names the picture that there is now; empty for none.</param>
public sealed record CompanyLook(string Colour = "", string Logo = "")
{
    /// <summary>Behind the company's name, as <see cref="Colour"/>; empty for that of the page.</summary>
    public string Header { get; init; } = "";

    /// <summary>Null for what is no colour.</summary>
    public static string? Parse(string typed)
    {
        var text = typed.Trim().TrimStart('#').ToLowerInvariant();
        return text.Length == 6 && text.All(char.IsAsciiHexDigit) ? $"#{text}" : null;
    }

    /// <summary>Black or white, whichever can be read on it. One of the two always has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).</summary>
    public static string On(string colour) => Contrast(colour, "#000000") > Contrast(colour, "#ffffff") ? "#000000" : "#ffffff";

    /// <summary>As https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio has it.</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) => (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));

    private static double Channel(string colour, int at)
    {
        var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
