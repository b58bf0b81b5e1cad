using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Webhooks;

/// <summary>An endpoint is to be told something. Its subject is the endpoint: one after the other, and a dead one keeps no other waiting.</summary>
/// <param name="Message">The id of the message, the same on each try.</param>
/// <param name="Body">A <see cref="WebhookMessage"/> as it is sent, the same on each try.</param>
[EventContract("ella.webhook-due", 1)]
public sealed record WebhookDue(CompanyId Company, WebhookId Endpoint, string Message, string Body) : IEvent
{
    string IEvent.Subject => $"webhook/{Endpoint.Value:N}";
}
