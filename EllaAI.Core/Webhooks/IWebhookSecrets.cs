using EllaAI.Core.Companies;

namespace EllaAI.Core.Webhooks;

/// <summary>Seals secrets, so that a stolen copy of the documents signs nothing. What was sealed for one endpoint opens for no other.</summary>
public interface IWebhookSecrets
{
    string Seal(CompanyId company, WebhookId endpoint, string secret);

    /// <summary>Null when this installation cannot read it: its keys were lost, or the documents came from another one.</summary>
    string? Open(CompanyId company, WebhookId endpoint, string sealedSecret);
}
