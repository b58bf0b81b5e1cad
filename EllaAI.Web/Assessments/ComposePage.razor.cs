using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Execution;
using EllaAI.Web.Questions;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Assessments;

public sealed partial class ComposePage(
    OpenDraft open, SaveAssessment save, PublishAssessment publish, ShareAssessment share, LanguageCatalog catalog, CurrentActor current, NavigationManager navigation, IDialogService dialogs)
{
    /// <summary>Problems that have a place in the form.</summary>
    private static readonly string[] FieldCodes =
        ["invalid-title", "invalid-duration", "invalid-questions", "assessment-empty", "assessment-question-gone", "assessment-no-language"];

    private AssessmentDraft? _draft;
    private Assessment? _published;
    private IReadOnlyList<LanguageInfo> _languages = [];
    private Problem? _problem;
    private string _failed = "";
    private UnsavedGuard? _guard;
    private Actor? _actor;
    private bool _mayEdit, _dirty, _busy;

    /// <summary>Null for a new assessment.</summary>
    [Parameter] public Guid? Id { get; set; }

    private IReadOnlyDictionary<string, string> Names => _languages.ToDictionary(language => language.Id, language => language.Name);

    private string Heading => _published is not null ? "Published assessment" : Id is null ? "New assessment" : "Edit assessment";

    protected override Task OnParametersSetAsync() => IsShown ? Task.CompletedTask : Load();

    /// <summary>The first save of a new assessment gives the same page its own address.</summary>
    private bool IsShown => _draft is { } draft && (Id is { } id ? draft.Id.Value == id : draft.Version == 0);

    private async Task Load()
    {
        (_draft, _published, _problem, _dirty) = (null, null, null, false);
        var actor = _actor = await current.Get();
        _mayEdit = actor.May(Permission.EditAssessments);
        _languages = await catalog.Available(CancellationToken.None);
        if (Id is not { } id) _draft = AssessmentDraft.New(_languages.Select(language => language.Id));
        else if ((await open.Run(actor, new(id), CancellationToken.None)).Ok(out var opened, out _problem))
            (_draft, _published) = (opened.Draft, opened.Published);
    }

    /// <summary>Mended or not, what was said of a field was said of what stood there before.</summary>
    private void Touch()
    {
        _dirty = true;
        if (_problem.Among(FieldCodes) is not null) _problem = null;
    }

    /// <summary>The sandbox was late: a new assessment offers all languages until somebody chooses.</summary>
    private void Found(IReadOnlyList<LanguageInfo> languages)
    {
        _languages = languages;
        if (_draft is { Version: 0, Languages.Count: 0 }) _draft.Languages.AddRange(languages.Select(language => language.Id));
    }

    private Task SaveDraft() => Once(async actor =>
    {
        if (await Keep(actor, "The assessment was not saved. What you typed is still here.") is { } draft && Id is null)
            navigation.NavigateTo($"/assessments/{draft.Id.Value}/edit", replace: true);
    });

    /// <summary>A new assessment is whoever's who writes it.</summary>
    private bool MayShare => _mayEdit && (_draft!.Version == 0 || _draft.ToAssessment().MayBeSharedBy(_actor!));

    /// <summary>Counts at once, also while the rest is not saved; of a new assessment with its first save.</summary>
    private async Task Share()
    {
        if (_busy || _draft is not { } draft) return;
        await Once(async actor =>
        {
            await AccessDialog.Show(dialogs, draft.ToAssessment(), async (access, team) =>
            {
                if (draft.Version == 0)
                {
                    var opened = draft.ToAssessment().Open(access, team);
                    if (opened.CheckAccess() is { } wrong) return wrong;
                    Touch();
                }
                else
                {
                    if (!(await share.Run(actor, draft.Id, access, team, CancellationToken.None)).Ok(out var shared, out var problem)) return problem;
                    // Only this came between: what somebody else has changed is still a conflict.
                    if (shared.Version == draft.Version + 1) draft.Version = shared.Version;
                }

                draft.Open(access, team);
                return null;
            });
        });
    }

    private async Task Publish()
    {
        if (_busy || _draft is not { } draft) return;
        var title = draft.Title.Trim() is { Length: > 0 } given ? $"“{given}”" : "this assessment";
        const string Text = "Publishing freezes what candidates get: questions, tests, languages and duration no longer change. Then you can invite people.";
        // Busy while it asks, too: a double click asks once.
        await Once(async actor =>
        {
            if (!await dialogs.Confirm($"Publish {title}?", Text, "Publish now", "Not yet", Tone.Accent)) return;
            if (await Keep(actor, "The assessment was not published. What you typed is still here.") is not { } kept) return;
            _failed = "The assessment was saved as a draft, but not published.";
            if ((await publish.Run(actor, kept.Id, CancellationToken.None)).Ok(out var published, out _problem))
                navigation.NavigateTo($"/assessments/{published.Id.Value}");
            else await ShowProblem();
        });
    }

    /// <summary>A second click while the first one works does nothing.</summary>
    private async Task Once(Func<Actor, Task> work)
    {
        if (_busy) return;
        _busy = true;
        try { await work(await current.Get()); }
        finally { _busy = false; }
    }

    /// <summary>Saves the draft; null when it could not. Typing meanwhile marks the page as unsaved again.</summary>
    private async Task<AssessmentDraft?> Keep(Actor actor, string failed)
    {
        var (draft, ok) = (_draft!, false);
        (_dirty, _failed) = (false, failed);
        try
        {
            ok = (await save.Run(actor, draft.ToAssessment(), draft.Version, CancellationToken.None)).Ok(out var saved, out _problem);
            if (ok) draft.Version = saved!.Version;
        }
        finally { _dirty |= !ok; }

        if (!ok) await ShowProblem();
        else if (_guard is not null) await _guard.Tell();
        StateHasChanged();
        return ok ? draft : null;
    }

    private async Task ShowProblem()
    {
        StateHasChanged();
        await Task.Yield();
        if (_guard is not null) await _guard.ShowProblem();
    }

    /// <summary>Saves over what somebody else saved, as the reader chose to.</summary>
    private Task KeepMine() => Once(async actor =>
    {
        var latest = await open.Run(actor, _draft!.Id, CancellationToken.None);
        if (latest.Ok(out var theirs, out _)) (_published, _draft.Version) = (theirs.Published, theirs.Draft?.Version ?? _draft.Version);
        if (_published is null) await Keep(actor, "The assessment was not saved. What you typed is still here.");
    });

    private async Task TakeTheirs()
    {
        if (await dialogs.Confirm("Drop what you typed?", "The assessment is loaded as it was saved by somebody else. Your version is lost.", "Drop mine")) await Load();
    }

    private string? Invalid(string code) => _problem.Among(code) is null ? null : "true";
}
