using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>An endpoint as it is shown: without its secret.</summary>
/// <param name="State">Null until it was first asked.</param>
public sealed record WebhookView(
    WebhookId Id, Uri Url, string Description, IReadOnlyList<string> Events, bool Enabled, string OffReason, DateTimeOffset CreatedAt, WebhookState? State)
{
    internal static WebhookView Of(WebhookEndpoint endpoint, WebhookState? state) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.Events, endpoint.Enabled, endpoint.OffReason, endpoint.CreatedAt, state);
}

/// <summary>The company's endpoints and how they do, oldest first.</summary>
public sealed class ListWebhooks(IDocumentStore documents)
{
    public async Task<Result<IReadOnlyList<WebhookView>>> Run(Actor actor, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageWebhooks) is { } withheld) return withheld;
        var shown = new List<WebhookView>();
        foreach (var endpoint in (await CompanyWebhooks.Of(documents, actor, ct)).Value.Endpoints)
            shown.Add(WebhookView.Of(endpoint, (await documents.Get<WebhookState>(WebhookState.Key(actor, endpoint.Id), ct))?.Value));
        return shown;
    }
}
