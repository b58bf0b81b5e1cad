using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Members;

/// <summary>Who acts for the company and who is asked to; one dialog invites, one changes.</summary>
public sealed partial class MembersPage
{
    private readonly PageTrail _trail = new();
    private Actor? _actor;
    private Page<Member>? _page;
    private IReadOnlyList<MemberInvitation> _invitations = [];
    private Problem? _problem;
    private (Tone Tone, string Text)? _said;
    private MemberInvitationId? _busy;
    private ElementReference _top;

    [Inject] private ChangeMember Changes { get; set; } = default!;

    [Inject] private RemoveMember Removal { get; set; } = default!;

    [Inject] private TransferOwnership Transfer { get; set; } = default!;

    [Inject] private InviteMember Asking { get; set; } = default!;

    [Inject] private RevokeMemberInvitation Revocation { get; set; } = default!;

    [Inject] private SiteAddress Site { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        _actor = await Current.Get();
        (await Members.Run(_actor, _trail.Cursor, CancellationToken.None)).Ok(out _page, out _problem);
        if (_actor.May(Permission.ManageMembers) && (await Invitations.Run(_actor, CancellationToken.None)).Ok(out var invitations, out _)) _invitations = invitations;
    }

    private async Task Turn()
    {
        await Load();
        await _top.FocusAsync();
    }

    private async Task Invite()
    {
        _said = null;
        await InviteMemberDialog.Show(Dialogs, EventCallback.Factory.Create(this, Load));
        await Load();
    }

    private async Task Change(Member member)
    {
        _said = null;
        var (wish, role) = await MemberDialog.Show(Dialogs, member, _actor!);
        var actor = await Current.Get();
        var outcome = wish switch
        {
            MemberWish.Role => await Changes.Role(actor, member.Account, role, CancellationToken.None),
            MemberWish.Enable => await Changes.Enable(actor, member.Account, CancellationToken.None),
            MemberWish.Disable => await Disable(actor, member),
            MemberWish.Remove => await Remove(actor, member),
            MemberWish.HandOver => await HandOver(actor, member),
            _ => (Result<Member>?)null,
        };
        if (outcome is { } done) Say(done, wish, member);
        await Load();
    }

    private void Say(Result<Member> outcome, MemberWish wish, Member member) => _said = outcome.Ok(out var changed, out var problem)
        ? (Tone.Success, wish switch
        {
            MemberWish.Disable => $"{member.Name} is disabled, and out of every open page within seconds.",
            MemberWish.Enable => $"{member.Name} may act for the company again.",
            MemberWish.Remove => $"{member.Name} is removed.",
            _ => $"{member.Name} is {RoleWords.Of(changed.Role).ToLowerInvariant()} now.",
        })
        : (Tone.Warning, problem.Detail);

    private async Task<Result<Member>?> Disable(Actor actor, Member member) => await Dialogs.Confirm(
        $"Disable {member.Name}?", "They are out of every open page within seconds and cannot act for the company until somebody enables them again. What they did stays.", "Disable", "Keep")
        ? await Changes.Disable(actor, member.Account, CancellationToken.None)
        : (Result<Member>?)null;

    private async Task<Result<Member>?> Remove(Actor actor, Member member) => await Dialogs.Confirm(
        $"Remove {member.Name}?", "They can act for the company no more, unless they are invited anew. What they did stays.", "Remove", "Keep")
        ? await Removal.Run(actor, member.Account, CancellationToken.None)
        : (Result<Member>?)null;

    private async Task<Result<Member>?> HandOver(Actor actor, Member member) => await Dialogs.Confirm(
        $"Hand the company over to {member.Name}?", "They become an owner, and you an admin. Only they can make you an owner again.", "Hand over", "Stay the owner")
        ? await Transfer.Run(actor, member.Account, CancellationToken.None)
        : (Result<Member>?)null;

    private async Task Leave(Member self)
    {
        _said = null;
        if (!await Dialogs.Confirm("Leave the company?", "You can act for it no more, unless somebody invites you anew. What you did stays.", "Leave", "Stay")) return;
        if ((await Removal.Run(await Current.Get(), self.Account, CancellationToken.None)).Ok(out _, out var problem)) Navigation.Refresh(forceReload: true);
        else _said = (Tone.Warning, problem.Detail);
    }

    private async Task Again(MemberInvitation invitation)
    {
        if (_busy is not null) return;
        (_busy, _said) = (invitation.Id, null);
        try
        {
            if ((await Asking.Again(await Current.Get(), invitation.Id, Site.Value, CancellationToken.None)).Ok(out var sent, out var problem))
                await InviteMemberDialog.Show(Dialogs, sent);
            else _said = (Tone.Warning, problem.Detail);
            await Load();
        }
        finally { _busy = null; }
    }

    private async Task Revoke(MemberInvitation invitation)
    {
        _said = null;
        if (!await Dialogs.Confirm($"Revoke the invitation of {invitation.Email}?", "Its link leads nowhere from then on.", "Revoke", "Keep it")) return;
        _said = (await Revocation.Run(await Current.Get(), invitation.Id, CancellationToken.None)).Ok(out _, out var problem)
            ? (Tone.Success, $"The invitation of {invitation.Email} is revoked.")
            : (Tone.Warning, problem.Detail);
        await Load();
    }
}
