using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Ui.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EllaAI.Web.Privacy;

/// <summary>What the company keeps about a person; looked at each second while something about it is under way.</summary>
public sealed partial class PrivacyPage
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _left = new();
    private readonly PageTrail _trail = new();
    private Actor? _actor;
    private Page<Erasure>? _page;
    private IReadOnlyList<Export> _exports = [];
    private FoundPerson? _person;
    private Problem? _problem, _wrong;
    private (Tone Tone, string Text)? _said;
    private bool _busy, _watching;
    private ElementReference _top;

    [Inject] private ListErasures Erasures { get; set; } = default!;

    [Inject] private FindPerson People { get; set; } = default!;

    [Inject] private AskErasure Asking { get; set; } = default!;

    [Inject] private AskExport Exporting { get; set; } = default!;

    [Inject] private ReadExports Exports { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool UnderWay => _page?.Items.Any(e => e.State == ErasureState.Waiting) == true || _exports.Any(e => e.State == ExportState.Waiting);

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override Task OnInitializedAsync() => Reload();

    private async Task Reload()
    {
        _actor = await Current.Get();
        (await Erasures.Run(_actor, _trail.Cursor, CancellationToken.None)).Ok(out _page, out _problem);
        if ((await Exports.List(_actor, CancellationToken.None)).Ok(out var exports, out _)) _exports = exports;
        if (UnderWay && !_watching) _ = Watch(_left.Token);
    }

    private async Task Watch(CancellationToken left)
    {
        _watching = true;
        try
        {
            using var timer = new PeriodicTimer(_pace, Clock);
            while (UnderWay && await timer.WaitForNextTickAsync(left)) await InvokeAsync(Look);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
        finally
        {
            _watching = false;
        }
    }

    private async Task Look()
    {
        await Reload();
        if (_person is { Underway: not null } && !UnderWay) await Find(_person.Address);
        StateHasChanged();
    }

    private async Task Turn()
    {
        await Reload();
        await _top.FocusAsync();
    }

    private Task Find(string email) => Once(async actor => (await People.Run(actor, email, CancellationToken.None)).Ok(out _person, out _wrong));

    private Task Export() => Once(async actor =>
    {
        _said = (await Exporting.Candidate(actor, _person!.Address, CancellationToken.None)).Ok(out _, out var problem)
            ? (Tone.Accent, "The export is being made. You find it below for a day; nobody else does.")
            : (Tone.Warning, problem.Detail);
        await Reload();
    });

    private async Task Erase()
    {
        var person = _person!;
        if (!await EraseDialog.Confirmed(Dialogs, person)) return;
        await Once(async actor =>
        {
            _said = (await Asking.Candidate(actor, person.Address, endsAttempt: person.Runs, CancellationToken.None)).Ok(out _, out var problem)
                ? (Tone.Accent, "Everything about this person is being erased. A receipt stands below when it is done.")
                : (Tone.Warning, problem.Detail);
            (await People.Run(actor, person.Address, CancellationToken.None)).Ok(out _person, out _);
            await Reload();
        });
    }

    /// <summary>A second click while the first is worked on is none.</summary>
    private async Task Once(Func<Actor, Task> what)
    {
        if (_busy) return;
        (_busy, _said) = (true, null);
        try { await what(await Current.Get()); }
        finally { _busy = false; }
    }
}
