using EllaAI.Core.Notifications;

namespace EllaAI.Web.Adapters.Memory;

/// <summary>No mail server: mails stay on the outbox page.</summary>
internal sealed class OutboxOnly : IMailTransport
{
    public bool Sends => false;

    public Task<MailReply> Send(Mail mail, Letterhead head, CancellationToken ct) => Task.FromResult(new MailReply(MailAnswer.Kept));
}
