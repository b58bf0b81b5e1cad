using EllaAI.Core;
using EllaAI.Core.Api;
using EllaAI.Core.Features;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Api;

/// <summary>Shows the keys of the company's programs; one dialog makes them.</summary>
public sealed partial class ApiKeysPage
{
    private IReadOnlyList<ApiKeyView>? _keys;
    private Problem? _problem, _off;
    private (Tone Tone, string Text)? _said;
    private ElementReference _top;

    [Inject] private RevokeApiKey Revocation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _off = await Features.Off(await Current.Get(), Feature.Api, CancellationToken.None);
        await Load();
    }

    private async Task Load() => (await Keys.Run(await Current.Get(), CancellationToken.None)).Ok(out _keys, out _problem);

    private async Task Make()
    {
        _said = null;
        await ApiKeyDialog.Make(Dialogs, EventCallback.Factory.Create(this, Load));
        await Load();
    }

    private async Task Revoke(ApiKeyView key)
    {
        _said = null;
        if (!await Dialogs.Confirm($"Revoke “{key.Name}”?", "The program that uses it is refused from now on. This cannot be undone: it would need a new key.", "Revoke")) return;
        _said = (await Revocation.Run(await Current.Get(), key.Id, CancellationToken.None)).Ok(out _, out var problem)
            ? (Tone.Success, $"“{key.Name}” is revoked.")
            : (Tone.Warning, problem.Detail);
        await Load();
        await _top.FocusAsync();
    }
}
