using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>Where people reach this installation. Never taken from a request's Host header, which the client chooses.</summary>
public sealed class SiteAddress(IServer server, IOptions<EllaOptions> options)
{
    public Uri Value => options.Value.PublicAddress is { Length: > 0 } address
        ? new Uri(address)
        : new Uri(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:5080");
}
