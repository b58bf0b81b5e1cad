using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace EllaAI.Web.Hosting;

/// <summary>Which addresses can be opened: where a form goes to there need not be a page.</summary>
internal static class PagesByGet
{
    public static bool Has(HttpContext context, PathString path) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Any(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true && Leads(e.RoutePattern.RawText, path));

    /// <summary>What takes every address is the page that says that there is none.</summary>
    private static bool Leads(string? route, PathString path) =>
        route is not null && !route.Contains("{*", StringComparison.Ordinal) && new TemplateMatcher(TemplateParser.Parse(route.TrimStart('/')), []).TryMatch(path, []);
}
