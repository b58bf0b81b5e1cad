namespace EllaAI.Core.Notifications;

/// <summary>
/// Brings mails out of the installation. A mail may be handed over more than once, after a crash or a lost answer: it goes out under an id of its own,
/// always the same, by which whoever gets it knows the second for the first.
/// </summary>
public interface IMailTransport
{
    /// <summary>False: there is nowhere to send to, and mails stay on the outbox page.</summary>
    bool Sends { get; }

    /// <summary>Answers within <see cref="Operations.Delivery.Patience"/>, also when nobody is there to take the mail.</summary>
    Task<MailReply> Send(Mail mail, Letterhead head, CancellationToken ct);
}

public enum MailAnswer
{
    /// <summary>Taken. From now on it is the mail server's.</summary>
    Taken,

    /// <summary>Not taken now; that may change.</summary>
    Later,

    /// <summary>Handed over, and nobody said what became of it: it may arrive.</summary>
    Unanswered,

    /// <summary>Not taken, and asking again would not change that.</summary>
    Refused,

    /// <summary>There is nowhere to send to.</summary>
    Kept,
}

/// <param name="Reason">In plain words, for whoever wrote the mail. Kept with the mail and nowhere else: it may name the person.</param>
public sealed record MailReply(MailAnswer Answer, string Reason = "");
