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
        return isHub && origin.Length > 0 && !IsOurs(origin, context.Request) ? _foreign.ToHttp().ExecuteAsync(context) : next(context);
    }

    /// <summary>By name and port. Where it is our own address the scheme counts too; of another one it is only known behind a proxy that says it.</summary>
    private bool IsOurs(string origin, HttpRequest asked)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var of) || of.Scheme is not ("http" or "https")) return false;
        return string.Equals(of.Authority, site.Value.Authority, StringComparison.OrdinalIgnoreCase)
            ? of.Scheme == site.Value.Scheme || of.Scheme == asked.Scheme
            : string.Equals(of.Authority, asked.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
