using EllaAI.Core.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace EllaAI.Web.Notifications;

/// <summary>The mail that is shown is the one in the address, after the hash; without one it is the newest.</summary>
public sealed partial class OutboxPage
{
    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        return Load();
    }

    public void Dispose() => Navigation.LocationChanged -= Moved;

    private async Task Load()
    {
        (await Mails.Run(await Current.Get(), _trail.Cursor, CancellationToken.None)).Ok(out _page, out _problem);
        await Choose();
    }

    private async Task Turn()
    {
        await Load();
        await _top.FocusAsync();
    }

    private void Moved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        try { await Choose(); }
        catch (Exception error) { await DispatchExceptionAsync(error); }
        StateHasChanged();
    });

    private async Task Choose()
    {
        var mails = _page?.Items.Select(m => m.Value).ToList() ?? [];
        _chosen = Guid.TryParseExact(new Uri(Navigation.Uri).Fragment.TrimStart('#'), "N", out var id) ? new(id) : null;
        _missing = null;
        _shown = _chosen is null ? mails.FirstOrDefault() : mails.Find(m => m.Id == _chosen);
        if (_chosen is { } other && _shown is null) (await Mail.Run(await Current.Get(), other, CancellationToken.None)).Ok(out _shown, out _missing);
    }
}
