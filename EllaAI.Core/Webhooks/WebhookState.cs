using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>How an endpoint does. Apart from the endpoints, since it changes with each delivery.</summary>
/// <param name="LastAt">When it was last asked.</param>
/// <param name="LastStatus">Null when it did not answer.</param>
/// <param name="FailingSince">The first failure after the last success; null while all is well.</param>
public sealed record WebhookState(DateTimeOffset LastAt, int? LastStatus, string LastProblem, int LastMilliseconds, DateTimeOffset? FailingSince)
{
    public const string Collection = "webhook-state";

    /// <summary>After this long of nothing but failures an endpoint is switched off.</summary>
    public static readonly TimeSpan Hopeless = TimeSpan.FromDays(5);

    /// <summary>Why it is to be switched off; empty when it is not.</summary>
    public string Hopelessness => LastStatus == 410 ? "It answered 410 Gone: it wants no more."
        : LastAt - FailingSince >= Hopeless ? $"Nothing has arrived for {Hopeless.Days} days."
        : "";

    public static DocumentKey Key(Actor actor, WebhookId endpoint) => actor.Key(Collection, endpoint);

    public static WebhookState After(WebhookState? before, WebhookAnswer answer, DateTimeOffset now) => new(
        now, answer.Status, answer.Problem, (int)answer.Took.TotalMilliseconds, answer.Delivered ? null : before?.FailingSince ?? now);
}
