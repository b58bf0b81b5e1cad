using System.Collections.Concurrent;
using EllaAI.Core;
using EllaAI.Core.SingleSignOn;
using EllaAI.Web.Adapters.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EllaAI.Web.SingleSignOn;

/// <summary>What providers say of themselves, their addresses and keys, kept for a while for each issuer.</summary>
internal sealed class ProviderMetadata(ProviderRules rules, IOptions<SingleSignOnOptions> options) : IDisposable
{
    /// <summary>More than an installation has; beyond it all are asked anew.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _known = new(StringComparer.Ordinal);

    public HttpClient Http { get; } = ProviderClient.New(rules, TimeSpan.FromSeconds(options.Value.TimeoutSeconds));

    public void Dispose() => Http.Dispose();

    /// <summary>Null when the provider does not answer, or not with what it should.</summary>
    public async Task<Result<ConfigurationManager<OpenIdConnectConfiguration>>> Of(Provider provider, CancellationToken ct)
    {
        if (_known.Count > Most) _known.Clear();
        var manager = _known.GetOrAdd(provider.Issuer, New);
        try
        {
            var found = await manager.GetConfigurationAsync(ct);
            if (found.Issuer?.TrimEnd('/') != provider.Issuer) return Forget(provider, SignOnFailures.Issuer);
            string?[] addresses = [found.AuthorizationEndpoint, found.TokenEndpoint, found.JwksUri];
            return addresses.All(rules.Allows) && (found.UserInfoEndpoint is not { Length: > 0 } more || rules.Allows(more)) ? manager : Forget(provider, SignOnFailures.Metadata);
        }
        catch (InvalidOperationException)
        {
            // The library's word for all that can go wrong on the way.
            return Forget(provider, SignOnFailures.Unreachable);
        }
    }

    /// <summary>Whoever mends their provider need not wait here.</summary>
    private Problem Forget(Provider provider, Problem problem)
    {
        _known.TryRemove(provider.Issuer, out _);
        return problem;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> New(string issuer) => new(
        $"{issuer}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(Http) { RequireHttps = !rules.AllowInsecure });
}
