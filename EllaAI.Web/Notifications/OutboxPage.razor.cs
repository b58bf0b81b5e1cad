using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Notifications;

/// <summary>Shows the mail that the address names; without a name the newest of the page.</summary>
public sealed partial class OutboxPage
{
    protected override async Task OnParametersSetAsync()
    {
        _said = null;
        if (_page is not null)
        {
            await Choose();
            return;
        }

        Follow(MailTopics.Of((await Current.Get()).Company));
        await Reload();
    }

    protected override async Task Load()
    {
        var actor = await Current.Get();
        (await Mails.Run(actor, _trail.Cursor, Left)).Ok(out _page, out _problem);
        _platform = actor.Company == CompanyId.Platform;
        _maySend = actor.May(Permission.SendMail) && Transport.Sends;
        await Choose();
    }

    private async Task Turn()
    {
        await Reload();
        await _top.FocusAsync();
    }

    /// <summary>What is being read stays when newer mail comes.</summary>
    private async Task Choose()
    {
        var mails = _page?.Items.Select(m => m.Value).ToList() ?? [];
        _missing = null;
        _shown = Id is { } id ? mails.Find(m => m.Id.Value == id) : mails.Find(m => m.Id == _shown?.Id) ?? mails.FirstOrDefault();
        if (Id is { } other && _shown is null) (await Mail.Run(await Current.Get(), new(other), Left)).Ok(out _shown, out _missing);
    }

    /// <summary>A double click asks once.</summary>
    private async Task Resend()
    {
        if (_busy || _shown is not { } mail) return;
        _busy = true;
        try
        {
            (await Resender.Run(await Current.Get(), mail.Id, CancellationToken.None)).Ok(out _, out _said);
            await Reload();
            if (_view is not null) await _view.Focus();
        }
        finally
        {
            _busy = false;
        }
    }
}
