using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Forgets an endpoint, with its secret. What it was still due is not sent.</summary>
public sealed class RemoveWebhook(IDocumentStore documents, TimeProvider clock)
{
    public async Task<Result<WebhookId>> Run(Actor actor, WebhookId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        return await documents.Retry<WebhookId>(
            async () =>
            {
                var all = await CompanyWebhooks.Of(documents, actor, ct);
                if (all.Value.Find(id) is not { } endpoint) return Problems.NotFound;
                var changes = new List<Change> { Change.Update(all, all.Value.Remove(id)) };
                if (await documents.Get<WebhookState>(WebhookState.Key(actor, id), ct) is { } state) changes.Add(new(state.Key, null, state.Version));
                return new Decision<WebhookId>(
                    id, changes, [actor.Did(AuditAction.WebhookRemoved, CompanyWebhooks.Collection, id, clock.GetUtcNow(), endpoint.InShort())]);
            },
            ct);
    }
}
