using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

public readonly record struct MailId(Guid Value) : IId<MailId>
{
    public static MailId Of(Guid value) => new(value);
}

/// <summary>A message to a person, committed with what it is about. Shown on the outbox page.</summary>
/// <param name="Text">Plain text; addresses of pages stand on lines of their own.</param>
public sealed record Mail(MailId Id, string ToName, string ToAddress, string Subject, string Text, DateTimeOffset At)
{
    public const string Collection = "mail";

    public static IndexSpec Newest { get; } = new(Collection, "mail-newest", [], "at");
}
