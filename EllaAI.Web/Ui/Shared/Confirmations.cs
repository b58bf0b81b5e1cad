using MudBlazor;

namespace EllaAI.Web.Ui.Shared;

public static class Confirmations
{
    /// <summary>Asks once before something goes. False when the reader thinks better of it.</summary>
    /// <param name="keep">The button that changes nothing.</param>
    /// <param name="tone">Danger where something is lost, accent for a step that cannot be taken back.</param>
    public static async Task<bool> Confirm(
        this IDialogService dialogs, string title, string text, string verb, string keep = "Keep it", Tone tone = Tone.Danger)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Verb, verb },
            { dialog => dialog.Keep, keep },
            { dialog => dialog.Tone, tone },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, parameters, options);
        return await dialog.Result is { Canceled: false };
    }
}
