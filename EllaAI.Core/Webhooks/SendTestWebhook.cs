using EllaAI.Core.Access;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Tells an endpoint, at once and once, that it is being tried; also one that is switched off. A failure is an answer.</summary>
public sealed class SendTestWebhook(IDocumentStore documents, SignWebhook sign, IWebhookClient client, NoteAnswer note, FeatureDefaults? defaults = null)
{
    public async Task<Result<WebhookAnswer>> Run(Actor actor, WebhookId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.Webhooks, actor, ct) is { } off) return off;
        if ((await CompanyWebhooks.Of(documents, actor, ct)).Value.Find(id) is not { } endpoint) return Problems.NotFound;
        var message = Guid.NewGuid().ToString("N");
        var fact = new WebhookFact($"webhook/{id.Value:N}", sign.Now, new TestData(id));
        var body = WebhookMessage.Write(WebhookEvents.Test, message, actor.Company, fact);
        if (!sign.Run(actor.Company, endpoint, message, body).Ok(out var call, out var problem)) return problem;
        var answer = await client.Try(call, ct);
        await note.Run(Actor.System(actor.Company), id, answer, mayEnd: false, [], ct);
        return answer;
    }

    private sealed record TestData(WebhookId Webhook);
}
