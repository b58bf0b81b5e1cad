using EllaAI.Core.Webhooks;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Webhooks;

/// <summary>How an endpoint's state is shown.</summary>
public sealed record WebhookLook(Tone Tone, string Icon, string Word)
{
    public static WebhookLook Of(WebhookView webhook) => webhook switch
    {
        { Enabled: false, OffReason.Length: > 0 } => new(Tone.Danger, Glyphs.Cross, "Switched off"),
        { Enabled: false } => new(Tone.Neutral, Glyphs.Circle, "Off"),
        { State.FailingSince: not null } => new(Tone.Warning, Glyphs.Warning, "Failing"),
        _ => new(Tone.Success, Glyphs.CheckCircle, "On"),
    };

    public static string Said(int? status, string problem, int milliseconds) => status is { } code ? $"Answered {code} in {milliseconds:N0} ms" : problem;
}
