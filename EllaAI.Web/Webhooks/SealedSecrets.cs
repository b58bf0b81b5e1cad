using System.Security.Cryptography;
using EllaAI.Core.Companies;
using EllaAI.Core.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Webhooks;

/// <summary>Secrets sealed with the keys that protect sessions: they lie beside the documents, never in them.</summary>
internal sealed class SealedSecrets(IDataProtectionProvider protection) : IWebhookSecrets
{
    public string Seal(CompanyId company, WebhookId endpoint, string secret) => Protector(company, endpoint).Protect(secret);

    public string? Open(CompanyId company, WebhookId endpoint, string sealedSecret)
    {
        try
        {
            return Protector(company, endpoint).Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(CompanyId company, WebhookId endpoint) =>
        protection.CreateProtector("ella.webhook.secret", company.Value, endpoint.Value.ToString("N"));
}
