using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Changes what an endpoint is told, or whether. Its address stays: another one is another endpoint, with a secret of its own.</summary>
public sealed class ChangeWebhook(IDocumentStore documents, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public async Task<Result<WebhookView>> Run(
        Actor actor, WebhookId id, string description, IReadOnlyList<string> events, bool enabled, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        if (WebhookEndpoint.Check(description.Trim(), events) is { } problem) return problem;
        return await documents.Retry<WebhookView>(
            async () =>
            {
                var all = await CompanyWebhooks.Of(documents, actor, ct);
                if (all.Value.Find(id) is not { } endpoint) return Problems.NotFound;
                var changed = endpoint with
                {
                    Description = description.Trim(),
                    Events = [.. events.Distinct()],
                    Enabled = enabled,
                    OffReason = enabled ? "" : endpoint.OffReason,
                };
                // What is there can be ended also while there are no webhooks.
                if (!OnlyEnds(endpoint, changed) && await documents.Off(defaults, Feature.Webhooks, actor, ct) is { } off) return off;
                var state = await documents.Get<WebhookState>(WebhookState.Key(actor, id), ct);
                var again = enabled && !endpoint.Enabled && state is not null;
                // Switched on it begins anew: what failed before says nothing about it.
                return new Decision<WebhookView>(
                    WebhookView.Of(changed, again ? null : state?.Value),
                    [Change.Update(all, all.Value.Replace(changed)), .. again ? (Change[])[new(state!.Key, null, state.Version)] : []],
                    [actor.Did(AuditAction.WebhookChanged, CompanyWebhooks.Collection, id, clock.GetUtcNow(), endpoint.InShort(), changed.InShort())]);
            },
            ct);
    }

    private static bool OnlyEnds(WebhookEndpoint before, WebhookEndpoint after) =>
        !after.Enabled && after.Description == before.Description && after.Events.All(before.Events.Contains);
}
