using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>One mail that the company sent.</summary>
public sealed class ReadMail(IDocumentStore documents, IMailTransport transport)
{
    public async Task<Result<Mail>> Run(Actor actor, MailId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewMail)) return Problems.Forbidden;
        return await documents.Get<Mail>(actor.Key(Mail.Collection, id), ct) is { } found ? found.Value.ShownTo(actor, transport.Sends) : Problems.NotFound;
    }
}
