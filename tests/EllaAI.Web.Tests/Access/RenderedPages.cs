using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EllaAI.Web.Tests.Access;

/// <summary>What a circuit would show somebody of a page, rendered in the application itself once it has loaded.</summary>
internal static partial class RenderedPages
{
    /// <param name="id">For the page's parameter, if it has one.</param>
    public static Task<string> Of(EllaApp app, RouteEndpoint page, ClaimsPrincipal user, Guid id) =>
        Of(app, page, user, page.RoutePattern.Parameters.ToDictionary(p => p.Name, p => TakesText(page, p.Name) ? id.ToString("N") : (object?)id));

    public static Task<string> Of(EllaApp app, RouteEndpoint page, ClaimsPrincipal user, Dictionary<string, object?> parameters) =>
        Of(app, page.Metadata.GetRequiredMetadata<ComponentTypeMetadata>().Type, user, parameters);

    /// <summary>Of a page, or of a part of one.</summary>
    /// <param name="query">What the address ends with; such as <c>?who=system</c>.</param>
    public static async Task<string> Of(EllaApp app, Type type, ClaimsPrincipal user, Dictionary<string, object?> parameters, string query = "")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        ((IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize(app.Address.ToString(), app.Address + query);
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(type, ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Ids().Replace(html, "…");
    }

    /// <summary>Such as a company's name in its address.</summary>
    private static bool TakesText(RouteEndpoint page, string parameter) => page.Metadata.GetRequiredMetadata<ComponentTypeMetadata>().Type
        .GetProperty(parameter, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.IgnoreCase)?.PropertyType == typeof(string);

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
