using EllaAI.Core.Notifications;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Notifications;

/// <summary>A mail's state as people read it.</summary>
public sealed record MailLook(string Word, Tone Tone, string Icon)
{
    public static MailLook Of(MailState state) => state switch
    {
        MailState.Kept => new("Kept here", Tone.Neutral, Glyphs.Inbox),
        MailState.Waiting => new("Waiting", Tone.Accent, Glyphs.Half),
        MailState.Sent => new("Sent", Tone.Success, Glyphs.CheckCircle),
        MailState.Refused => new("Not sent", Tone.Danger, Glyphs.Warning),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
