using EllaAI.Core;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Web.Access;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;

namespace EllaAI.Web.Questions;

public sealed partial class TryPanel(TryQuestion attempt, CurrentActor current)
{
    private readonly CancellationTokenSource _left = new();
    private readonly Dictionary<string, string> _codes = [];
    private CancellationTokenSource? _running;
    private Trial? _trial;
    private Problem? _problem;
    private bool _stopped;
    private string _language = "";

    [Parameter, EditorRequired] public required QuestionDraft Draft { get; set; }

    /// <summary>Those that the sandbox can run; at least one.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<LanguageInfo> Languages { get; set; }

    /// <summary>For each language its own; before anything is typed, what a candidate would begin with.</summary>
    private string Code
    {
        get => _codes.GetValueOrDefault(_language)
            ?? Draft.Starters.GetValueOrDefault(_language)
            ?? Languages.FirstOrDefault(language => language.Id == _language)?.Starter
            ?? "";
        set => _codes[_language] = value;
    }

    private string Summary => (_trial, _running, _stopped) switch
    {
        (null, _, _) => "",
        ({ Compiled: null }, not null, _) => "Compiling…",
        ({ Completed: null } trial, not null, _) => $"Test {trial.Ran + 1} of {trial.Rows.Count}…",
        ({ } trial, _, true) => $"Stopped after {Words.Count(trial.Ran, "test")}.",
        ({ Ran: 0 }, _, _) => "",
        ({ } trial, _, _) => $"{trial.Passed} of {trial.Rows.Count} passed, {trial.Points} of {Words.Count(trial.MaxPoints, "point")}.",
    };

    protected override void OnParametersSet()
    {
        if (Languages.All(language => language.Id != _language))
            _language = (Languages.FirstOrDefault(language => Draft.Starters.ContainsKey(language.Id)) ?? Languages[0]).Id;
    }

    private void Choose(string language) => _language = language;

    private void Stop() => _running?.Cancel();

    private async Task Run()
    {
        if (_running is not null) return;
        var question = Draft.ToQuestion();
        (_trial, _problem, _stopped) = (new(question), null, false);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        _running = running;
        try
        {
            (await attempt.Run(await current.Get(), question, _language, Code, Show, running.Token)).Ok(out _, out _problem);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            _stopped = true;
        }
        finally { _running = null; }
    }

    private Task Show(RunnerMessage message)
    {
        _trial?.Take(message);
        StateHasChanged();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }
}
