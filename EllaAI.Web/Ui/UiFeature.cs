using EllaAI.Core.Questions;
using MudBlazor;
using MudBlazor.Services;

namespace EllaAI.Web.Ui;

/// <summary>Razor pages: static ones for everybody, circuits for the dashboards.</summary>
public static class UiFeature
{
    /// <summary>Bytes of one message to a circuit: the longest text of a test (<see cref="QuestionRules.MaxTestBytes"/>) in UTF-8 and escaped.</summary>
    private const long LargestText = 4 * QuestionRules.MaxTestBytes;

    public static WebApplicationBuilder AddUi(this WebApplicationBuilder builder)
    {
        // A build that was not published finds its assets through the manifest in every environment, not only in Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            options.DisconnectedCircuitMaxRetained = 200;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestText);
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.PreventDuplicates = true;
            mud.SnackbarConfiguration.VisibleStateDuration = 4000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 120;
        });
        return builder;
    }

    public static void MapUi(this WebApplication app)
    {
        app.MapStaticAssets();
        // Compression would keep some 300 KB of buffers per connected browser.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true)
            .WithStaticAssets();
    }
}
