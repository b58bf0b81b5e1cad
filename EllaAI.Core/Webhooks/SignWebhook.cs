using EllaAI.Core.Companies;

namespace EllaAI.Core.Webhooks;

/// <summary>Makes the request to an endpoint.</summary>
public sealed class SignWebhook(IWebhookSecrets secrets, TimeProvider clock)
{
    /// <summary>As messages are dated.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public Result<WebhookCall> Run(CompanyId company, WebhookEndpoint endpoint, string message, string body)
    {
        var now = clock.GetUtcNow();
        var opened = endpoint.Signing(now).Select(s => secrets.Open(company, endpoint.Id, s)).OfType<string>().ToArray();
        if (opened.Length == 0) return WebhookProblems.Sealed;
        return new WebhookCall(endpoint.Id, endpoint.Url, message, now, WebhookSignature.Of(opened, message, now, body), body);
    }
}
