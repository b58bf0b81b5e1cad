using EllaAI.Core;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Access;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Webhooks;

/// <summary>What a new webhook needs, or what can be changed of one.</summary>
public sealed partial class WebhookForm
{
    /// <summary>Far above what is accepted, so that the answer says so; far below what a circuit takes in one message.</summary>
    private const int Longest = 10_000;

    private readonly HashSet<string> _events = [];
    private string _url = "";
    private string _description = "";
    private bool _enabled;
    private Problem? _problem;
    private bool _busy;
    private ElementReference _first;

    [Parameter] public WebhookView? Webhook { get; set; }

    [Parameter] public EventCallback<AddedWebhook> OnAdded { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [Parameter] public EventCallback<WebhookWish> OnWish { get; set; }

    [Inject] private AddWebhook New { get; set; } = default!;

    [Inject] private ChangeWebhook Existing { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override void OnInitialized()
    {
        (_description, _enabled) = (Webhook?.Description ?? "", Webhook?.Enabled ?? true);
        _events.UnionWith(Webhook?.Events ?? [.. WebhookEvents.All.Select(e => e.Name)]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _first.FocusAsync();
    }

    private async Task Send()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            if (Webhook is null) await Add();
            else await Change(Webhook);
        }
        finally { _busy = false; }
    }

    private async Task Add()
    {
        var added = await New.Run(await Current.Get(), _url, _description, [.. Chosen], CancellationToken.None);
        if (added.Ok(out var made, out _problem)) await OnAdded.InvokeAsync(made);
        else if (Of("url") is not null) await _first.FocusAsync();
    }

    private async Task Change(WebhookView webhook)
    {
        var changed = await Existing.Run(await Current.Get(), webhook.Id, _description, [.. Chosen], _enabled, CancellationToken.None);
        if (changed.Ok(out _, out _problem)) await OnChanged.InvokeAsync();
    }

    /// <summary>In the order of the page.</summary>
    private IEnumerable<string> Chosen => WebhookEvents.All.Select(e => e.Name).Where(_events.Contains);

    private void Toggle(string name)
    {
        if (!_events.Remove(name)) _events.Add(name);
    }

    private Problem? Of(string field) => _problem.Among($"invalid-{field}");

    private string? Invalid(string field) => Of(field) is null ? null : "true";
}
