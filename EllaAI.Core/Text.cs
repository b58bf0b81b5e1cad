using System.Globalization;
using System.Text;

namespace EllaAI.Core;

/// <summary>What people write.</summary>
public static class Text
{
    /// <summary>
    /// What cannot stand in one line. Marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069) would do so to the rest of a
    /// mail's sentence; U+2028 and U+2029 end a line.
    /// </summary>
    public static bool IsUnprintable(char c) => char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>There is nothing to be seen: spaces, and signs that have no width or no picture.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!IsInvisible(rune)) return false;
        return true;
    }

    /// <summary>The last are letters and marks by their category, and empty: Hangul fillers, the Braille pattern without dots, variation selectors.</summary>
    private static bool IsInvisible(Rune rune) => Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
