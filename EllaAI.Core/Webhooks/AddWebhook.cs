using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <param name="Secret">The only time that it is shown.</param>
public sealed record AddedWebhook(WebhookView Webhook, string Secret);

/// <summary>Has an address told of events from now on.</summary>
public sealed class AddWebhook(IDocumentStore documents, IWebhookSecrets secrets, WebhookRules rules, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public async Task<Result<AddedWebhook>> Run(Actor actor, string url, string description, IReadOnlyList<string> events, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.Webhooks, actor, ct) is { } off) return off;
        if (!rules.Address(url).Ok(out var address, out var wrong)) return wrong;
        if (WebhookEndpoint.Check(description.Trim(), events) is { } problem) return problem;
        var (id, secret) = (new WebhookId(Guid.NewGuid()), WebhookSignature.NewSecret());
        var endpoint = new WebhookEndpoint(
            id, address, description.Trim(), [.. events.Distinct()], secrets.Seal(actor.Company, id, secret), clock.GetUtcNow());
        return await documents.Retry<AddedWebhook>(
            async () =>
            {
                var all = await CompanyWebhooks.Of(documents, actor, ct);
                if (!all.Value.Add(endpoint).Ok(out var more, out var refused)) return refused;
                return new Decision<AddedWebhook>(new(WebhookView.Of(endpoint, null), secret), [Change.Update(all, more)],
                    [actor.Did(AuditAction.WebhookAdded, CompanyWebhooks.Collection, id, endpoint.CreatedAt, after: endpoint.InShort())]);
            },
            ct);
    }
}
