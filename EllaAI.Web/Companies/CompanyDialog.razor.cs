using EllaAI.Core;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Companies;

/// <summary>Adds a company with its first owner, invites another owner, or suspends one. Ends when the dialog is closed.</summary>
public sealed partial class CompanyDialog
{
    private string _name = "", _email = "", _reason = "";
    private Company? _made;
    private InvitedMember? _invited;
    private Problem? _problem;
    private bool _busy;
    private ElementReference _first, _address;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Null to add one.</summary>
    [Parameter] public Company? Company { get; set; }

    [Parameter] public bool Suspends { get; set; }

    private string Title => Company is null ? "Add a company" : Suspends ? $"Suspend {Company.Name}?" : $"Invite an owner of {Company.Name}";

    public static async Task Show(IDialogService dialogs, Company? company, bool suspends)
    {
        var dialog = await dialogs.ShowAsync<CompanyDialog>(
            "Company",
            new DialogParameters<CompanyDialog> { { d => d.Company, company }, { d => d.Suspends, suspends } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });
        await dialog.Result;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await (Suspends || Company is null ? _first : _address).FocusAsync();
    }

    private async Task Send()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            if (Suspends) await Suspend();
            else await Invite();
        }
        finally { _busy = false; }
    }

    private async Task Suspend()
    {
        if ((await Changes.Suspend(await Current.Get(), Company!.Id, _reason, CancellationToken.None)).Ok(out _, out _problem)) Dialog.Close();
    }

    /// <summary>The company stays when its owner cannot be invited: what is asked again is then only the address.</summary>
    private async Task Invite()
    {
        var actor = await Current.Get();
        if (Company is null && _made is null && !EmailAddress.IsValid(_email.Trim()))
        {
            _problem = Problems.Invalid("email", "Enter the e-mail address of whoever is to own it.");
            return;
        }

        var company = Company ?? _made;
        if (company is null)
        {
            if (!(await Creation.Run(actor, _name, CancellationToken.None)).Ok(out _made, out _problem)) return;
            company = _made;
        }

        (await Invitations.Owner(actor, company.Id, _email, Site.Value, CancellationToken.None)).Ok(out _invited, out _problem);
    }
}
