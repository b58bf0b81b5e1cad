using MudBlazor;

namespace EllaAI.Web.Ui.Shared;

public static class Confirmations
{
    /// <summary>Asks once before something goes. False when the reader thinks better of it.</summary>
    public static async Task<bool> Confirm(this IDialogService dialogs, string title, string text, string verb)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Verb, verb },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, parameters, options);
        return await dialog.Result is { Canceled: false };
    }
}
