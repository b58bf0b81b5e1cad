using EllaAI.Core;
using Microsoft.AspNetCore.SignalR;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Hubs and circuits are for our own pages. A browser sends cookies along with a connection that another site's page opens, and no CORS keeps
/// WebSockets apart, but it says in Origin whose page it was. Programs, which are no browsers, send none.
/// </summary>
internal sealed class ForeignOrigins(RequestDelegate next, SiteAddress site)
{
    private static readonly Problem _foreign = new("foreign-origin", "Connections from pages of other sites are not accepted.", ProblemKind.Forbidden);

    public Task Invoke(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var isHub = context.WebSockets.IsWebSocketRequest || context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;
        return isHub && origin.Length > 0 && !IsOurs(origin, context.Request.Host) ? _foreign.ToHttp().ExecuteAsync(context) : next(context);
    }

    /// <summary>By name and port: the scheme is only known behind a proxy that says it.</summary>
    private bool IsOurs(string origin, HostString asked) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var of) && of.Scheme is "http" or "https"
        && (string.Equals(of.Authority, asked.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(of.Authority, site.Value.Authority, StringComparison.OrdinalIgnoreCase));
}
