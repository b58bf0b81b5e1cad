using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Execution;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Questions;

public sealed partial class QuestionEditorPage(
    ReadQuestions questions, SaveQuestion save, LanguageCatalog catalog, CurrentActor current, NavigationManager navigation, IDialogService dialogs, TimeProvider clock)
{
    /// <summary>Problems that have a place in the form.</summary>
    private static readonly string[] FieldCodes =
    [
        "invalid-title", "invalid-tags", "invalid-statement", "invalid-starters", "invalid-tests", "invalid-weights", "invalid-limits",
        "invalid-function", "invalid-checker", "invalid-interactor", "invalid-unit-tests", "invalid-groups",
    ];

    private const int MostTries = 30;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private QuestionDraft? _draft;
    private IReadOnlyList<LanguageInfo> _languages = [];
    private Problem? _problem;
    private UnsavedGuard? _guard;
    private StarterFrames _frames = new();
    private int _asked;
    private bool _mayEdit, _dirty, _busy;

    /// <summary>Null for a new question.</summary>
    [Parameter] public Guid? Id { get; set; }

    private string Heading => _draft is { Version: 0 } || Id is null ? "New question" : "Edit question";

    protected override Task OnParametersSetAsync() => IsShown ? Task.CompletedTask : Load();

    /// <summary>The first save of a new question gives the same page its own address.</summary>
    private bool IsShown => _draft is { } draft && (Id is { } id ? draft.Id.Value == id : draft.Version == 0);

    private async Task Load()
    {
        (_draft, _problem, _dirty, _frames) = (null, null, false, new());
        var actor = await current.Get();
        _mayEdit = actor.May(Permission.EditQuestions);
        _languages = await catalog.Available(CancellationToken.None);
        if (Id is null) _draft = QuestionDraft.New();
        else if ((await questions.One(actor, new(Id.Value), CancellationToken.None)).Ok(out var found, out _problem)) _draft = QuestionDraft.Of(found);
        if (_draft is { Kind: QuestionKind.Function } draft) _frames.Know(await catalog.Starters(draft.Function.ToSignature(), CancellationToken.None) ?? draft.Starters);
    }

    /// <summary>A problem goes away as soon as it is mended; others wait for the next save.</summary>
    private void Touch()
    {
        _dirty = true;
        if (_problem.Among(FieldCodes) is { } old && QuestionRules.Check(_draft!.ToQuestion())?.Code != old.Code) _problem = null;
    }

    /// <summary>The signature may have changed: starters that nobody edited follow it.</summary>
    private async Task TouchFunction()
    {
        Touch();
        if (_draft is not { Kind: QuestionKind.Function } draft) return;
        var asked = ++_asked;
        var frames = await catalog.Starters(draft.Function.ToSignature(), CancellationToken.None);
        // A sandbox that is only starting answers later; a change that came meanwhile asks for itself.
        for (var tries = 0; frames is null && tries < MostTries && asked == _asked; tries++)
        {
            await Task.Delay(_pause, clock);
            frames = await catalog.Starters(draft.Function.ToSignature(), CancellationToken.None);
        }
        if (frames is not { Count: > 0 } || asked != _asked || draft != _draft) return;
        _frames.Renew(draft.Starters, frames, _languages.ToDictionary(l => l.Id, l => l.Starter));
        StateHasChanged();
    }

    /// <summary>A second click while the first one saves does nothing. Typing meanwhile marks the page as unsaved again.</summary>
    private async Task Save()
    {
        if (_busy || _draft is not { } draft) return;
        (_busy, _dirty) = (true, false);
        try
        {
            var result = await save.Run(await current.Get(), draft.ToQuestion(), draft.Version, CancellationToken.None);
            if (result.Ok(out var saved, out _problem)) await Saved(draft, saved);
            else await NotSaved();
        }
        catch
        {
            _dirty = true;
            throw;
        }
        finally { _busy = false; }
    }

    private async Task Saved(QuestionDraft draft, Versioned<Question> saved)
    {
        draft.Version = saved.Version;
        StateHasChanged();
        if (_guard is not null) await _guard.Tell();
        if (Id is null) navigation.NavigateTo($"/questions/{draft.Id.Value}", replace: true);
    }

    private async Task NotSaved()
    {
        _dirty = true;
        StateHasChanged();
        await Task.Yield();
        if (_guard is not null) await _guard.ShowProblem();
    }

    /// <summary>Saves over what somebody else saved, as the reader chose to.</summary>
    private async Task KeepMine()
    {
        if (_busy || _draft is not { } draft) return;
        var latest = await questions.One(await current.Get(), draft.Id, CancellationToken.None);
        draft.Version = latest.Ok(out var theirs, out _) ? theirs.Version : 0;
        await Save();
    }

    private async Task TakeTheirs()
    {
        if (await dialogs.Confirm("Drop what you typed?", "The question is loaded as it was saved by somebody else. Your version is lost.", "Drop mine")) await Load();
    }

    private string? Invalid(string code) => _problem.Among(code) is null ? null : "true";

    private IReadOnlyList<LanguageInfo> Tryable(QuestionDraft draft)
    {
        var question = draft.ToQuestion();
        return [.. _languages.Where(l => question.Allows(l.Id))];
    }

    private static string PointsNote(QuestionDraft draft) => $"{Words.Count(draft.Points, "point")} in {(draft.Kind == QuestionKind.UnitTests ? "unit tests" : Words.Count(draft.Tests.Count, "test"))}";
}
