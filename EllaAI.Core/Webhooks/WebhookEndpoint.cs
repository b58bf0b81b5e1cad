using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

public readonly record struct WebhookId(Guid Value) : IId<WebhookId>
{
    public static WebhookId Of(Guid value) => new(value);
}

/// <summary>An address of the company's that is told what happens in it.</summary>
/// <param name="Events">Names of <see cref="WebhookEvents"/>.</param>
/// <param name="Secret">Sealed; shown in plain words once, when it was made.</param>
public sealed record WebhookEndpoint(
    WebhookId Id, Uri Url, string Description, IReadOnlyList<string> Events, string Secret, DateTimeOffset CreatedAt)
{
    public const int MaxUrl = 1_000;
    public const int MaxDescription = 200;

    /// <summary>How long a secret that was rotated still signs, beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public bool Enabled { get; init; } = true;

    /// <summary>Why it was switched off by itself; empty when a person did it.</summary>
    public string OffReason { get; init; } = "";

    /// <summary>The secret before this one, sealed.</summary>
    public string EarlierSecret { get; init; } = "";

    public DateTimeOffset? EarlierUntil { get; init; }

    public static Problem? Check(string description, IReadOnlyList<string> events) => (description, events) switch
    {
        ({ Length: > MaxDescription }, _) => Problems.Invalid("description", $"A description can have at most {MaxDescription} characters; this one has {description.Length:N0}."),
        _ when description.Any(Text.IsUnprintable) => Problems.Invalid("description", "A description cannot have line breaks or control characters."),
        (_, { Count: 0 }) => Problems.Invalid("events", "Choose at least one event."),
        _ when events.Except(WebhookEvents.All.Select(e => e.Name)).Any() => Problems.Invalid("events", "One of these events does not exist."),
        _ => null,
    };

    /// <summary>For the audit log.</summary>
    public string InShort() => $"{Url.Host}, {(Enabled ? "on" : "off")}: {string.Join(", ", Events)}";

    public WebhookEndpoint SwitchOff(string reason) => this with { Enabled = false, OffReason = reason };

    /// <param name="secret">Sealed.</param>
    public WebhookEndpoint Rotate(string secret, DateTimeOffset now) =>
        this with { Secret = secret, EarlierSecret = Secret, EarlierUntil = now + Overlap };

    /// <summary>The sealed secrets that sign at this time, the newest first.</summary>
    public IReadOnlyList<string> Signing(DateTimeOffset now) => EarlierUntil > now ? [Secret, EarlierSecret] : [Secret];
}
