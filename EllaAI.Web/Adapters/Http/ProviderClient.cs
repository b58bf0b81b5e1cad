using EllaAI.Core.SingleSignOn;

namespace EllaAI.Web.Adapters.Http;

/// <summary>
/// Asks addresses that companies chose for their provider, and those that the provider names in turn. As for webhooks: no redirects, cookies or
/// proxies, only addresses of the internet unless configuration allows others, and nothing that is too long or takes too long.
/// </summary>
internal static class ProviderClient
{
    private const int MostBytes = 1 << 20;

    public static HttpClient New(ProviderRules rules, TimeSpan patience) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = patience / 2,
            // What is connected to is looked at anew.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 32,
            ConnectCallback = (context, ct) => PublicConnection.Open(context.DnsEndPoint, rules.AllowPrivateNetworks, ct),
        },
        disposeHandler: true)
    {
        Timeout = patience,
        MaxResponseContentBufferSize = MostBytes,
    };
}
