using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>
/// What <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> say is believed only from the addresses and networks of <c>Ella:Proxies</c>: anybody can
/// send them, and limits count by the client's address.
/// </summary>
internal sealed class Proxies(IOptions<EllaOptions> ella) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in ella.Value.Proxies.Select(Network)) options.KnownIPNetworks.Add(network!.Value);
        // As many as are known, one behind the other.
        options.ForwardLimit = null;
        options.ForwardedHeaders = ella.Value.Proxies.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
    }

    /// <summary>An address is a network of one. Null when it is neither.</summary>
    public static System.Net.IPNetwork? Network(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>Names the wrong key.</summary>
internal sealed class ProxiesCheck : IValidateOptions<EllaOptions>
{
    public ValidateOptionsResult Validate(string? name, EllaOptions options)
    {
        var wrong = options.Proxies.Select((text, i) => (text, i)).Where(p => Proxies.Network(p.text) is null)
            .Select(p => $"Ella:Proxies:{p.i} is not an address or a network such as 10.0.0.0/8.").ToArray();
        return wrong.Length > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
