using System.Text;

namespace EllaAI.Core.Attempts;

/// <summary>One replacement in a text, as the editor reports it.</summary>
/// <param name="Offset">In UTF-16 code units.</param>
/// <param name="Length">Code units that go.</param>
/// <param name="Text">What comes in their place; lines end with LF.</param>
public sealed record TextChange(int Offset, int Length, string Text);

/// <summary>Edits of a text and the sum by which the browser and the server know that they hold the same text.</summary>
public static class TextEdits
{
    private const uint FnvBasis = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>Applies the changes one after another, each to the text as the one before left it. Null when one does not fit.</summary>
    public static string? Apply(string text, IReadOnlyList<TextChange> changes)
    {
        var edited = new StringBuilder(text);
        foreach (var change in changes)
        {
            if (change.Offset < 0 || change.Length < 0 || change.Offset > edited.Length - change.Length) return null;
            edited.Remove(change.Offset, change.Length).Insert(change.Offset, change.Text);
        }

        return edited.ToString();
    }

    /// <summary>FNV-1a, 32 bits, over each code unit's low then high byte (http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
    public static uint Hash(string text)
    {
        var hash = FnvBasis;
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ (byte)unit) * FnvPrime);
            hash = unchecked((hash ^ (byte)(unit >> 8)) * FnvPrime);
        }

        return hash;
    }
}
