using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

/// <summary>What the company sent, newest first, 50 to a page.</summary>
public sealed class ListMail(IDocumentStore documents, IMailTransport transport)
{
    public async Task<Result<Page<Versioned<Mail>>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewMail)) return Problems.Forbidden;
        var query = actor.Query(Mail.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        var open = new Dictionary<AssessmentId, bool>();
        var page = actor.May(Permission.ViewEveryAssessment)
            ? await documents.ToPage<Mail>(query, ct)
            : await query.Sift(at => documents.ToPage<Mail>(at, ct), IsOpen);
        return page with { Items = [.. page.Items.Select(m => m with { Value = m.Value.ShownTo(actor, transport.Sends) })] };

        async ValueTask<bool> IsOpen(Mail mail)
        {
            if (mail.Assessment is not { } about) return true;
            if (!open.TryGetValue(about, out var known)) open[about] = known = await documents.IsOpen(actor, about, ct);
            return known;
        }
    }
}
