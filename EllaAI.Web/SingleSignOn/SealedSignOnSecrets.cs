using System.Security.Cryptography;
using EllaAI.Core.Companies;
using EllaAI.Core.SingleSignOn;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.SingleSignOn;

/// <summary>Secrets sealed with the keys that protect sessions: they lie beside the documents, never in them.</summary>
internal sealed class SealedSignOnSecrets(IDataProtectionProvider protection) : ISignOnSecrets
{
    public string Seal(CompanyId company, string secret) => Protector(company).Protect(secret);

    public string? Open(CompanyId company, string sealedSecret)
    {
        try
        {
            return Protector(company).Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(CompanyId company) => protection.CreateProtector("ella.sign-on.secret", company.Value);
}
