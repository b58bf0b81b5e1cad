using EllaAI.Core.Reports;

namespace EllaAI.Web.Reports;

/// <summary>Which rows of a page the reader wants to see.</summary>
/// <param name="State">The slug of a <see cref="Standing"/>; empty for all.</param>
/// <param name="Text">Part of a name or an address; empty for all.</param>
public sealed record BoardFilter(string State, string Text)
{
    public static BoardFilter None { get; } = new("", "");

    public bool IsOn => State.Length > 0 || !string.IsNullOrWhiteSpace(Text);

    public IReadOnlyList<BoardRow> Of(IReadOnlyList<BoardRow> rows, DateTimeOffset now) =>
        [.. rows.Where(row => (State.Length == 0 || Standing.Of(row, now).Slug == State) && (Has(row.Invitation.Name) || Has(row.Invitation.Email)))];

    private bool Has(string text) => text.Contains(Text.Trim(), StringComparison.CurrentCultureIgnoreCase);
}
