using EllaAI.Core;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Companies;

/// <summary>One company as whoever operates the platform sees it, and what they can do for it.</summary>
public sealed partial class CompanyPage
{
    private static readonly Problem _reason = Problems.Invalid("reason", $"Say why, in {Impersonation.MinReason} to {Impersonation.MaxReason} characters.");

    private readonly PageTrail _trail = new();
    private CompanyFacts? _facts;
    private Page<Member>? _members;
    private IReadOnlyList<ImpersonationLine> _acting = [];
    private Problem? _problem;
    private (Tone Tone, string Text)? _said;
    private ElementReference _top;
    private Member? _asked;

    [Inject] private ShowCompany Companies { get; set; } = default!;

    [Inject] private ListImpersonations Impersonations { get; set; } = default!;

    [Inject] private EndImpersonation Ends { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Parameter] public string Company { get; set; } = "";

    /// <summary>The member as whom somebody wants to act who has shown that it is them.</summary>
    [SupplyParameterFromQuery] private string? Act { get; set; }

    /// <summary>Why it did not begin; a code.</summary>
    [SupplyParameterFromQuery] private string? Problem { get; set; }

    [SupplyParameterFromQuery] private string? Said { get; set; }

    private CompanyId Id => new(Company);

    internal static string Of(CompanyId company) => $"/platform/companies/{company.Value}";

    protected override async Task OnInitializedAsync()
    {
        if (Said == "ended") _said = (Tone.Success, "You act as yourself again.");
        await Load();
        if (_facts is null || !Guid.TryParse(Act, out var wanted)) return;
        _asked = await Find(new(wanted));
        if (_asked is null) _said = (Tone.Warning, ImpersonationProblems.NoMember.Detail);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Said is not null) Navigation.NavigateTo(Of(Id), replace: true);
        if (_asked is not { } member || _facts is not { } facts) return;
        _asked = null;
        await ActDialog.Show(Dialogs, facts.Company, member, Problem is null ? null : ImpersonationProblems.All.FirstOrDefault(p => p.Code == Problem) ?? (Problem == _reason.Code ? _reason : Problems.Conflict));
        // What it said was for once: a reload, or coming back, must not say it again.
        Navigation.NavigateTo(Of(Id), replace: true);
    }

    private async Task Load()
    {
        if (!CompanyId.IsValid(Company))
        {
            _problem = Problems.NotFound;
            return;
        }

        var actor = await Current.Get();
        if (!(await Companies.Run(actor, Id, CancellationToken.None)).Ok(out _facts, out _problem)) return;
        if (!(await Companies.Members(actor, Id, _trail.Cursor, CancellationToken.None)).Ok(out _members, out _problem)) return;
        if ((await Impersonations.OnPlatform(actor, Id, CancellationToken.None)).Ok(out var lines, out _problem)) _acting = lines;
    }

    /// <summary>On whichever page of the list.</summary>
    private async Task<Member?> Find(Core.Access.AccountId id)
    {
        for (var page = _members; page is not null;)
        {
            if (page.Items.FirstOrDefault(m => m.Account == id) is { } member) return member;
            if (page.Next.Length == 0 || !(await Companies.Members(await Current.Get(), Id, page.Next, CancellationToken.None)).Ok(out page, out _)) return null;
        }

        return null;
    }

    private async Task Turn()
    {
        await Load();
        await _top.FocusAsync();
    }

    /// <summary>By the server, which knows whether they have shown a moment ago that it is them.</summary>
    private void ActFirst(Member member) => Navigation.NavigateTo(ImpersonationEndpoints.AskFirst(Id, member.Account.Value), forceLoad: true);

    private async Task End(ImpersonationLine line)
    {
        _said = (await Ends.OnPlatform(await Current.Get(), Id, line.Id, CancellationToken.None)).Ok(out _, out var problem)
            ? (Tone.Success, $"{line.By} does not act as {line.As} any more.")
            : (Tone.Warning, problem.Detail);
        await Load();
    }
}
