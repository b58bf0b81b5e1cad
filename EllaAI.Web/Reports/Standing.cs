using EllaAI.Core.Attempts;
using EllaAI.Core.Reports;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Reports;

/// <summary>How far an invited person is, as the board says it.</summary>
/// <param name="Slug">Stable, for addresses and tests.</param>
public sealed record Standing(string Slug, string Word, Tone Tone, string Icon)
{
    public static readonly Standing Invited = new("invited", "Invited", Tone.Neutral, Glyphs.Mail);
    public static readonly Standing Expired = new("expired", "Link expired", Tone.Warning, Glyphs.Clock);
    public static readonly Standing Withdrawn = new("withdrawn", "Withdrawn", Tone.Neutral, Glyphs.Lock);
    public static readonly Standing InProgress = new("in-progress", "In progress", Tone.Accent, Glyphs.Half);
    public static readonly Standing Closed = new("closed", "Being scored", Tone.Warning, Glyphs.Clock);
    public static readonly Standing Scored = new("scored", "Scored", Tone.Success, Glyphs.CheckCircle);

    public static IReadOnlyList<Standing> All { get; } = [Invited, InProgress, Closed, Scored, Expired, Withdrawn];

    public static Standing Of(BoardRow row, DateTimeOffset now) =>
        row.Attempt is { } attempt ? Of(attempt.State) : row.Invitation.RevokedAt is not null ? Withdrawn : row.Invitation.IsExpired(now) ? Expired : Invited;

    public static Standing Of(AttemptState state) => state switch
    {
        AttemptState.InProgress => InProgress,
        AttemptState.Closed => Closed,
        AttemptState.Scored => Scored,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
