using EllaAI.Core.Execution;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>What a run has said and where it was lost, so that nothing is said twice and no worker is tried twice.</summary>
internal sealed class LostRun
{
    private readonly List<SandboxWorker> _tried = [];
    private Compiled? _compiled;
    private string _reason = "";
    private bool _began;
    private int _deaths;

    public IReadOnlyCollection<SandboxWorker> Tried => _tried;

    /// <summary>Nobody who was asked has what it needs: the last one's sentence on what is missing.</summary>
    public string? Lack { get; private set; }

    /// <summary>A test has been answered.</summary>
    public bool Told { get; private set; }

    /// <summary>False for a second word on how it compiled.</summary>
    /// <exception cref="RunnerUnavailableException">The second worker's compiler disagrees with the first.</exception>
    public bool IsNew(RunnerMessage message)
    {
        Told |= message is Tested;
        if (message is not Compiled compiled) return true;
        var first = _compiled is null;
        if (!first && _compiled!.Verdict != compiled.Verdict) throw new RunnerUnavailableException("Two sandboxes compiled it with different outcomes.") { Began = true };
        _compiled = compiled;
        return first;
    }

    /// <returns>How often it has been lost while it ran.</returns>
    /// <exception cref="ArgumentException">The request is wrong.</exception>
    /// <exception cref="RunnerUnavailableException">There is no time left.</exception>
    public int Add(WorkerCall call, Failure failure)
    {
        if (failure.Blame == Blame.Caller) throw new ArgumentException(failure.Reason);
        Lack = failure.Blame == Blame.Lack && (_tried.Count == 0 || Lack is not null) ? failure.Reason : null;
        _tried.Add(call.Worker);
        // A worker that says itself that it cannot is no run's victim.
        var died = call.Began && failure.Blame == Blame.Worker;
        (_began, _reason) = (_began | died, failure.Reason);
        if (failure.Blame is Blame.Worker or Blame.Machine) call.Worker.Lost(failure.Reason);
        if (failure.Blame == Blame.Time) throw Unavailable();
        return died ? ++_deaths : _deaths;
    }

    /// <summary>It was not asked: it lost too many calls before.</summary>
    public void Skip(SandboxWorker worker)
    {
        Lack = null;
        if (_tried.Count == 0) _reason = $"{worker.Known.Name} is left alone for a while: {worker.Circuit.Problem}";
        _tried.Add(worker);
    }

    public RunnerUnavailableException Unavailable() => new(_reason) { Began = _began };
}
