using System.Globalization;
using System.Security.Cryptography;
using EllaAI.Core.Api;
using EllaAI.Web.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.Api;

/// <param name="ExpiresIn">In seconds.</param>
internal sealed record ApiToken(string Text, int ExpiresIn, IReadOnlyList<string> Scopes);

/// <summary>Makes the short tokens that programs ask with: access tokens as in RFC 9068.</summary>
internal sealed class ApiTokens(UseSigningKeys keys, SiteAddress site, TimeProvider clock)
{
    public const string Type = "at+jwt";
    public const string Company = "company";
    public const string Scope = "scope";

    public static string Issuer(SiteAddress site) => site.Value.GetLeftPart(UriPartial.Authority);

    public static string Audience(SiteAddress site) => $"{Issuer(site)}/api";

    /// <summary>It never outlives its key.</summary>
    public async Task<ApiToken> Make(FoundApiKey found, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var (key, secret) = await keys.Current(ct);
        using var pair = ECDsa.Create();
        pair.ImportECPrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        var now = clock.GetUtcNow();
        var until = now + SigningKeys.TokenLifetime < found.Key.ExpiresAt ? now + SigningKeys.TokenLifetime : found.Key.ExpiresAt;
        var id = found.Key.Id.Value.ToString("N");
        var text = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = Issuer(site),
            Audience = Audience(site),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = until.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
                [JwtRegisteredClaimNames.Sub] = id,
                ["client_id"] = id,
                [Company] = found.Company.Value,
                [Scope] = string.Join(' ', scopes),
            },
            // Its signer holds the private half, and must go with it.
            SigningCredentials = new(
                new ECDsaSecurityKey(pair) { KeyId = key.Id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });
        return new(text, (int)(until - now).TotalSeconds, scopes);
    }
}
