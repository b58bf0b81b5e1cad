using MudBlazor.Services;

namespace EllaAI.Web.Ui;

/// <summary>Pages: interactive ones on a circuit, all of the candidate's without.</summary>
public static class UiFeature
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services.AddMudServices();
    }

    public static void MapUi(this WebApplication app)
    {
        app.MapStaticAssets();
        // Compression costs each circuit a window of 300 KB, for pages that send little.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
    }
}
