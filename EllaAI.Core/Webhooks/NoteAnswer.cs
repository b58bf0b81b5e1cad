using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Keeps what became of a delivery, and switches a hopeless endpoint off.</summary>
public sealed class NoteAnswer(IDocumentStore documents, TimeProvider clock)
{
    /// <param name="with">Committed with it, such as the inbox of what was delivered.</param>
    public async Task<Result<WebhookState>> Run(
        Actor actor, WebhookId id, WebhookAnswer answer, bool mayEnd, IReadOnlyList<Change> with, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return Problems.Forbidden;
        return await documents.Retry(() => Decide(actor, id, answer, mayEnd, with, ct), ct);
    }

    private async Task<Result<Decision<WebhookState>>> Decide(
        Actor actor, WebhookId id, WebhookAnswer answer, bool mayEnd, IReadOnlyList<Change> with, CancellationToken ct)
    {
        var all = await CompanyWebhooks.Of(documents, actor, ct);
        // Removed while it was asked: nothing may remain of it.
        if (all.Value.Find(id) is not { } endpoint) return Problems.NotFound;
        var key = WebhookState.Key(actor, id);
        var found = await documents.Get<WebhookState>(key, ct);
        var state = WebhookState.After(found?.Value, answer, clock.GetUtcNow());
        var changes = new List<Change>(with) { new(key, state, found?.Version ?? 0) };
        if (!mayEnd || !endpoint.Enabled || state.Hopelessness is not { Length: > 0 } reason) return new Decision<WebhookState>(state, changes, []);
        var off = endpoint.SwitchOff(reason);
        changes.Add(Change.Update(all, all.Value.Replace(off)));
        return new Decision<WebhookState>(
            state, changes, [actor.Did(AuditAction.WebhookChanged, CompanyWebhooks.Collection, id, clock.GetUtcNow(), endpoint.InShort(), off.InShort())]);
    }
}
