using EllaAI.Core.Execution;

namespace EllaAI.Web.Execution;

/// <summary>The languages that the sandbox can run now, by the last answer it gave.</summary>
public sealed class LanguageCatalog(ICodeRunner runner, TimeProvider clock)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private (DateTimeOffset At, IReadOnlyList<LanguageInfo> Languages) _known = (DateTimeOffset.MinValue, []);

    /// <summary>Those that are installed; empty while no sandbox has answered yet.</summary>
    public async Task<IReadOnlyList<LanguageInfo>> Available(CancellationToken ct)
    {
        if (clock.GetUtcNow() - _known.At < _fresh) return _known.Languages;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patience);
        try
        {
            var status = await runner.Status(patience.Token);
            _known = (clock.GetUtcNow(), [.. status.Languages.Where(l => l.Available)]);
        }
        catch (Exception e) when (e is RunnerUnavailableException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Nobody waits for a sandbox to read a page: what it last said holds.
        }

        return _known.Languages;
    }

    /// <summary>What candidates begin with when a question asks for this function, by language id; empty while the signature is not whole, null while no sandbox answers.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> Starters(FunctionSignature function, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patience);
        try
        {
            return await runner.Starters(function, patience.Token);
        }
        catch (ArgumentException)
        {
            return new Dictionary<string, string>();
        }
        catch (Exception e) when (e is RunnerUnavailableException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The wanted ones that can run. While no sandbox has answered all of them are shown: what cannot run waits in the queue.</summary>
    public async Task<IReadOnlyList<LanguageInfo>> Offered(IEnumerable<string> ids, CancellationToken ct)
    {
        var available = await Available(ct);
        return available.Count == 0
            ? [.. ids.Select(id => new LanguageInfo(id, id, "", true, id, "", ""))]
            : [.. ids.Select(id => available.FirstOrDefault(l => l.Id == id)).OfType<LanguageInfo>()];
    }
}
