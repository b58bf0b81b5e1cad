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
    public static async Task<string> Of(EllaApp app, RouteEndpoint page, ClaimsPrincipal user, Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        ((IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize(app.Address.ToString(), app.Address.ToString());
        var parameters = page.RoutePattern.Parameters.ToDictionary(p => p.Name, object? (_) => id);
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var type = page.Metadata.GetRequiredMetadata<ComponentTypeMetadata>().Type;
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(type, ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Ids().Replace(html, "…");
    }

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
