using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <summary>Puts what was done at the end of the company's log, once.</summary>
public sealed class AppendAudit(IDocumentStore documents) : ISubscriber<Audited>
{
    public async Task Handle(Audited e, Inbox inbox, CancellationToken ct)
    {
        var actor = Actor.System(e.Company);
        try
        {
            await Append(e, inbox, actor, ct);
        }
        catch (StoreUnavailableException problem)
        {
            // No number of tries is enough: an entry that is given up would be missed by nobody.
            throw new DeliveryPostponedException("The log cannot be written right now.", problem);
        }
    }

    private async Task Append(Audited e, Inbox inbox, Actor actor, CancellationToken ct)
    {
        var head = await AuditHead.Of(documents, actor, ct);
        var entry = AuditEntry.Behind(head.Value, inbox.EventId, e);
        var written = await documents.Commit(
            [Change.Create(entry.Key(actor), entry), Change.Update(head, new AuditHead(entry.Number, entry.Hash)), inbox.Done], [], ct);
        // Somebody else wrote this one, or another: whoever brings it again finds out.
        if (!written) throw new DeliveryPostponedException("The log has gone on meanwhile, or its end is not what it was.");
    }
}
