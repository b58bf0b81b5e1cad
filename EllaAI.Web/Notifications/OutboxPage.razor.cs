using EllaAI.Core.Notifications;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Notifications;

/// <summary>Shows the mail that the address names; without a name the newest of the page.</summary>
public sealed partial class OutboxPage
{
    protected override async Task OnParametersSetAsync()
    {
        if (_page is null) await Load();
        else await Choose();
    }

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

    private async Task Choose()
    {
        var mails = _page?.Items.Select(m => m.Value).ToList() ?? [];
        _missing = null;
        _shown = Id is { } id ? mails.Find(m => m.Id.Value == id) : mails.FirstOrDefault();
        if (Id is { } other && _shown is null) (await Mail.Run(await Current.Get(), new(other), CancellationToken.None)).Ok(out _shown, out _missing);
    }
}
