using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Gives an endpoint a new secret. The old one signs beside it for <see cref="WebhookEndpoint.Overlap"/>, so that nothing is refused meanwhile.</summary>
public sealed class RotateWebhookSecret(IDocumentStore documents, IWebhookSecrets secrets, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public async Task<Result<AddedWebhook>> Run(Actor actor, WebhookId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.Webhooks, actor, ct) is { } off) return off;
        var secret = WebhookSignature.NewSecret();
        var sealedSecret = secrets.Seal(actor.Company, id, secret);
        return await documents.Retry<AddedWebhook>(
            async () =>
            {
                var all = await CompanyWebhooks.Of(documents, actor, ct);
                if (all.Value.Find(id) is not { } endpoint) return Problems.NotFound;
                var rotated = endpoint.Rotate(sealedSecret, clock.GetUtcNow());
                return new Decision<AddedWebhook>(new(WebhookView.Of(rotated, null), secret), [Change.Update(all, all.Value.Replace(rotated))],
                    [actor.Did(AuditAction.WebhookSecretRotated, CompanyWebhooks.Collection, id, clock.GetUtcNow())]);
            },
            ct);
    }
}
