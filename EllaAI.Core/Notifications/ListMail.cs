using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>What the company sent, newest first, 50 to a page.</summary>
public sealed class ListMail(IDocumentStore documents, IMailTransport transport)
{
    public async Task<Result<Page<Versioned<Mail>>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewMail)) return Problems.Forbidden;
        var query = actor.Query(Mail.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        var page = await documents.ToPage<Mail>(query, ct);
        return page with { Items = [.. page.Items.Select(m => m with { Value = m.Value.ShownTo(actor, transport.Sends) })] };
    }
}
