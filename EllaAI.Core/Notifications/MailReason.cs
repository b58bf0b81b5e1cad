using System.Globalization;
using System.Text;

namespace EllaAI.Core.Notifications;

/// <summary>Words about a mail as they are kept and shown. A stranger's server may have said them: one line, of bounded length, without what changes how text is read.</summary>
internal static class MailReason
{
    private const int MaxLength = 400;

    public static string Of(string words)
    {
        var line = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (line.Length >= MaxLength) return line.Append('…').ToString();
            if (!IsHarmless(rune)) line.Append(line.Length == 0 || line[^1] == ' ' ? "" : " ");
            else if (!(rune.Value == ' ' && line.Length > 0 && line[^1] == ' ')) line.Append(rune);
        }

        return line.ToString().Trim();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
