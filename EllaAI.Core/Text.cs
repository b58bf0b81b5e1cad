namespace EllaAI.Core;

/// <summary>What people write.</summary>
public static class Text
{
    /// <summary>Marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069) would do so to the rest of a mail's sentence.</summary>
    public static bool IsUnprintable(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
