namespace EllaAI.Core.Webhooks;

/// <summary>A kind of event that leaves the company. Its name, version and data are a promise to programs of others.</summary>
/// <param name="Version">Counts up with a change that a receiver would not understand; more fields are none.</param>
/// <param name="When">For people, after "Sent when".</param>
public sealed record WebhookEventType(string Name, int Version, string When)
{
    /// <summary>As <c>type</c> of the CloudEvent.</summary>
    public string Type => $"{Name}.v{Version}";
}

/// <summary>Every event that leaves. What each carries stands in <c>docs/webhooks.md</c>.</summary>
public static class WebhookEvents
{
    public static WebhookEventType AssessmentPublished { get; } = new("assessment.published", 1, "an assessment is published");

    public static WebhookEventType InvitationSent { get; } = new("invitation.sent", 1, "a candidate is invited");

    public static WebhookEventType AttemptStarted { get; } = new("attempt.started", 1, "a candidate starts");

    public static WebhookEventType AttemptClosed { get; } = new("attempt.closed", 1, "a candidate finishes, or their time is over");

    public static WebhookEventType AttemptScored { get; } = new("attempt.scored", 1, "the score is final");

    /// <summary>Sent by hand, to any endpoint.</summary>
    public static WebhookEventType Test { get; } = new("webhook.test", 1, "somebody tries the webhook");

    /// <summary>Those that an endpoint can want.</summary>
    public static IReadOnlyList<WebhookEventType> All { get; } = [InvitationSent, AttemptStarted, AttemptClosed, AttemptScored, AssessmentPublished];
}
