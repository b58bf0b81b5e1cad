using System.Security.Cryptography;
using EllaAI.Core.Api;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Api;

/// <summary>Private keys sealed with the keys that protect sessions: they lie beside the documents, never in them.</summary>
internal sealed class SealedSigningKeys(IDataProtectionProvider protection) : ISigningSeal
{
    public string Seal(string key, byte[] secret) => Convert.ToBase64String(For(key).Protect(secret));

    public byte[]? Open(string key, string sealedSecret)
    {
        try
        {
            return For(key).Unprotect(Convert.FromBase64String(sealedSecret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string key) => protection.CreateProtector("ella.api.signing-key", key);
}
