using EllaAI.Core.Webhooks;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Webhooks;

/// <summary>What somebody who changes a webhook wants instead.</summary>
public enum WebhookWish { None, NewSecret, Remove }

/// <summary>Adds or changes a webhook, and shows a secret once. Each call ends when the dialog is closed.</summary>
public sealed partial class WebhookDialog
{
    public static Task Add(IDialogService dialogs, EventCallback onAdded) => Open(dialogs, new() { { d => d.OnAdded, onAdded } });

    public static Task Show(IDialogService dialogs, AddedWebhook made) => Open(dialogs, new() { { d => d.Made, made } });

    public static async Task<WebhookWish> Change(IDialogService dialogs, WebhookView webhook) =>
        (await Open(dialogs, new() { { d => d.Webhook, webhook } }))?.Data as WebhookWish? ?? WebhookWish.None;

    private static async Task<DialogResult?> Open(IDialogService dialogs, DialogParameters<WebhookDialog> parameters)
    {
        // A secret is shown once: a stray click beside it must not lose it.
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false };
        return await (await dialogs.ShowAsync<WebhookDialog>("Webhook", parameters, options)).Result;
    }
}
