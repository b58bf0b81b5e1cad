using EllaAI.Core;
using EllaAI.Core.Features;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Webhooks;

/// <summary>Shows the company's endpoints and how they do; one dialog adds and changes them.</summary>
public sealed partial class WebhooksPage
{
    private IReadOnlyList<WebhookView>? _webhooks;
    private Problem? _problem, _off;
    private (Tone Tone, string Text)? _said;
    private (WebhookId Id, Result<WebhookAnswer> Answer)? _tested;
    private WebhookId? _busy;
    private ElementReference _top;

    [Inject] private SendTestWebhook Tests { get; set; } = default!;

    [Inject] private RotateWebhookSecret Secrets { get; set; } = default!;

    [Inject] private RemoveWebhook Removal { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _off = await Features.Off(await Current.Get(), Feature.Webhooks, CancellationToken.None);
        await Load();
    }

    private async Task Load() => (await Webhooks.Run(await Current.Get(), CancellationToken.None)).Ok(out _webhooks, out _problem);

    private async Task Add()
    {
        (_said, _tested) = (null, null);
        await WebhookDialog.Add(Dialogs, EventCallback.Factory.Create(this, Load));
        await Load();
    }

    private async Task Change(WebhookView webhook)
    {
        (_said, _tested) = (null, null);
        var wish = await WebhookDialog.Change(Dialogs, webhook);
        await Load();
        if (wish == WebhookWish.NewSecret) await Rotate(webhook);
        if (wish == WebhookWish.Remove) await Remove(webhook);
    }

    private async Task Test(WebhookView webhook)
    {
        if (_busy is not null) return;
        (_busy, _said, _tested) = (webhook.Id, null, null);
        try
        {
            var answer = await Tests.Run(await Current.Get(), webhook.Id, CancellationToken.None);
            _tested = (webhook.Id, answer);
            await Load();
        }
        finally { _busy = null; }
    }

    private async Task Rotate(WebhookView webhook)
    {
        if (!await Dialogs.Confirm(
            $"New secret for {webhook.Url.Host}?",
            $"You are shown it once. The earlier one signs beside it for {WebhookEndpoint.Overlap.TotalHours:0} hours, so nothing is refused while you change the receiver.",
            "Make a new one", "Keep the old one", Tone.Accent)) return;
        if ((await Secrets.Run(await Current.Get(), webhook.Id, CancellationToken.None)).Ok(out var rotated, out var problem))
            await WebhookDialog.Show(Dialogs, rotated);
        else _said = (Tone.Warning, problem.Detail);
        await Load();
    }

    private async Task Remove(WebhookView webhook)
    {
        if (!await Dialogs.Confirm(
            $"Remove the webhook to {webhook.Url.Host}?", "It is told nothing any more, not even what it was still due. Its secret is forgotten.", "Remove")) return;
        _said = (await Removal.Run(await Current.Get(), webhook.Id, CancellationToken.None)).Ok(out _, out var problem)
            ? (Tone.Success, $"The webhook to {webhook.Url.Host} is removed.")
            : (Tone.Warning, problem.Detail);
        await Load();
        await _top.FocusAsync();
    }
}
