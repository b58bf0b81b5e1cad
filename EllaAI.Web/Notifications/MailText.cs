using System.Text.RegularExpressions;

namespace EllaAI.Web.Notifications;

/// <param name="Link">Null for plain text.</param>
public sealed record MailPart(string Text, Uri? Link);

/// <summary>Finds the addresses in a mail's text. Only those of the web become links; everything else stays text.</summary>
public static partial class MailText
{
    public static IReadOnlyList<MailPart> Parts(string text)
    {
        var parts = new List<MailPart>();
        var at = 0;
        foreach (var match in Address().EnumerateMatches(text))
        {
            var address = text.Substring(match.Index, match.Length).TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '>');
            if (!Uri.TryCreate(address, UriKind.Absolute, out var link)) continue;
            if (match.Index > at) parts.Add(new(text[at..match.Index], null));
            parts.Add(new(address, link));
            at = match.Index + address.Length;
        }

        if (at < text.Length) parts.Add(new(text[at..], null));
        return parts;
    }

    [GeneratedRegex(@"\bhttps?://[^\s<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
