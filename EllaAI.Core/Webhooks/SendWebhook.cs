using EllaAI.Core.Access;
using EllaAI.Core.Features;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>Tells one endpoint what it is due. An endpoint that was removed or switched off meanwhile, or whose company has no webhooks any more, is told nothing.</summary>
public sealed class SendWebhook(IDocumentStore documents, SignWebhook sign, IWebhookClient client, NoteAnswer note, FeatureDefaults? defaults = null) : ISubscriber<WebhookDue>
{
    /// <exception cref="WebhookFailedException">It is to be tried again.</exception>
    /// <exception cref="DeliveryPostponedException">It was not asked.</exception>
    public async Task Handle(WebhookDue e, Inbox inbox, CancellationToken ct)
    {
        var actor = Actor.System(e.Company);
        if ((await CompanyWebhooks.Of(documents, actor, ct)).Value.Find(e.Endpoint) is not { Enabled: true } endpoint) return;
        if (await documents.Off(defaults, Feature.Webhooks, actor, ct) is not null) return;
        var answer = sign.Run(e.Company, endpoint, e.Message, e.Body).Ok(out var call, out var problem)
            ? await client.Post(call, ct)
            : new(null, problem.Detail, TimeSpan.Zero);
        var over = answer.Delivered || answer.Gone;
        await note.Run(actor, e.Endpoint, answer, mayEnd: true, over ? [inbox.Done] : [], ct);
        if (!over) throw new WebhookFailedException(answer.Said);
    }
}

/// <summary>An endpoint did not take what it was told. Its message says nothing of the address, which may hold a secret.</summary>
public sealed class WebhookFailedException : Exception
{
    public WebhookFailedException() { }

    public WebhookFailedException(string message) : base(message) { }

    public WebhookFailedException(string message, Exception inner) : base(message, inner) { }
}
