using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>One mail that the company sent.</summary>
public sealed class ReadMail(IDocumentStore documents, IMailTransport transport)
{
    public async Task<Result<Mail>> Run(Actor actor, MailId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewMail)) return Problems.Forbidden;
        if (await documents.Get<Mail>(actor.Key(Mail.Collection, id), ct) is not { } found) return Problems.NotFound;
        if (found.Value.Assessment is { } about && !await documents.IsOpen(actor, about, ct)) return Problems.NotFound;
        return found.Value.ShownTo(actor, transport.Sends);
    }
}
