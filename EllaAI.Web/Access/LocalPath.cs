using EllaAI.Web.Ui;

namespace EllaAI.Web.Access;

/// <summary>Where somebody wanted to go, as a browser carried it through a form or an address.</summary>
internal static class LocalPath
{
    /// <summary>Longer than any page's address; what is longer was made by somebody.</summary>
    private const int MaxLength = 2_000;

    /// <summary>Only a path of this site; anything else leads to the first page.</summary>
    public static string Of(string? url, string otherwise = RailItem.Home) =>
        url is { Length: > 0 and <= MaxLength } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl)
            ? url
            : otherwise;
}
