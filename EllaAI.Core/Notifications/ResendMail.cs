using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>Lets a mail be sent that was refused, or kept while there was no mail server. Asked twice it is sent once.</summary>
public sealed class ResendMail(IDocumentStore documents, IMailTransport transport, TimeProvider clock)
{
    public async Task<Result<Mail>> Run(Actor actor, MailId id, CancellationToken ct)
    {
        if (!actor.May(Permission.SendMail)) return Problems.Forbidden;
        var key = actor.Key(Mail.Collection, id);
        return await documents.Retry<Mail>(
            async () =>
            {
                if (await documents.Get<Mail>(key, ct) is not { } found) return Problems.NotFound;
                if (found.Value.Assessment is { } about && !await documents.IsOpen(actor, about, ct)) return Problems.NotFound;
                if (!transport.Sends) return MailProblems.NoServer;
                if (!found.Value.Release(clock.GetUtcNow()).Ok(out var released, out var problem)) return problem;
                return released == found.Value
                    ? new Decision<Mail>(released, [], [])
                    : new Decision<Mail>(released, [Change.Update(found, released)], [new MailWritten(actor.Company, id), actor.Did(AuditAction.MailResent, Mail.Collection, id, clock.GetUtcNow())]);
            },
            ct);
    }
}
