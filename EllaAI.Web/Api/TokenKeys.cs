using EllaAI.Core.Api;
using EllaAI.Web.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.Api;

/// <summary>
/// Hands the library our own keys, read anew for each request. Nothing is fetched from anywhere, whatever a token says about where its key would be.
/// </summary>
internal sealed class TokenKeys(UseSigningKeys keys, SiteAddress site) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = ApiTokens.Issuer(site) };
        foreach (var key in await keys.Known(cancel))
            configuration.SigningKeys.Add(new JsonWebKey { Kty = "EC", Crv = "P-256", X = key.X, Y = key.Y, Kid = key.Id, Alg = SecurityAlgorithms.EcdsaSha256, Use = "sig" });
        return configuration;
    }

    public void RequestRefresh()
    {
        // They are never old.
    }
}
