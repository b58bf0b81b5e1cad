using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>Where open outbox pages hear that a mail moved.</summary>
public static class MailTopics
{
    public static string Of(CompanyId company) => $"mail:{company}";
}

public sealed record MailMoved(MailId Mail);

/// <summary>
/// Hands a waiting mail over and keeps what became of it. One that cannot be sent yet is put off, which is no failed delivery: an outage
/// of the mail server uses up nothing.
/// </summary>
public sealed class SendMail(IDocumentStore documents, IMailTransport transport, ILiveMessages live, TimeProvider clock, FeatureDefaults? defaults = null) : ISubscriber<MailWritten>
{
    public async Task Handle(MailWritten e, Inbox inbox, CancellationToken ct)
    {
        var key = Actor.System(e.Company).Key(Mail.Collection, e.Mail);
        if (await documents.Get<Mail>(key, ct) is not { Value.State: MailState.Waiting } found) return;

        var next = After(found.Value, await Send(e.Company, found.Value, ct), clock.GetUtcNow());
        var waits = next.State == MailState.Waiting;
        if (next != found.Value && !await documents.Commit([Change.Update(found, next), .. waits ? [] : new[] { inbox.Done }], [], ct))
            throw new InvalidOperationException("Somebody else has changed the mail meanwhile.");
        if (next != found.Value) await live.Publish(MailTopics.Of(e.Company), new MailMoved(e.Mail), ct);
        // The mail knows why. Whoever sees to deliveries must not: a mail server's words may name the person.
        if (waits) throw new DeliveryPostponedException("The mail server does not take it yet.");
    }

    private async Task<MailReply> Send(CompanyId company, Mail mail, CancellationToken ct) => EmailAddress.IsValid(mail.ToAddress)
        ? await transport.Send(mail, await Letterhead.Of(company, documents, defaults, ct), ct)
        : new(MailAnswer.Refused, "The address is none that mail can be sent to.");

    private static Mail After(Mail mail, MailReply reply, DateTimeOffset now) => reply.Answer switch
    {
        MailAnswer.Taken => mail.Send(now),
        MailAnswer.Kept => mail.Keep(now),
        MailAnswer.Unanswered => mail.Doubt(reply.Reason, now),
        MailAnswer.Refused => mail.Refuse(reply.Reason, now),
        _ => mail.Defer(reply.Reason, now),
    };
}
