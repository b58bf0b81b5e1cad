using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EllaAI.Core.Webhooks;

/// <summary>Secrets and signatures as of the Standard Webhooks specification (standardwebhooks.com), symmetric, version 1.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The specification wants 24 to 64.</summary>
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret, so that a receiver may know either.</summary>
    /// <param name="secrets">As <see cref="NewSecret"/> makes them.</param>
    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(s => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), signed))}"));
    }
}
