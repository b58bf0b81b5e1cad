using EllaAI.Web.Tests;
using Xunit;

namespace EllaAI.Faults;

/// <summary>Several candidates at once, in one exam.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly TimeSpan _afterwards;
    private Task[] _working = [];

    /// <param name="patience">How long one request may be without an answer, and all verdicts be out, once nothing is broken any more.</param>
    public Crowd(IEnumerable<Candidate> candidates, TimeSpan patience) => (Candidates, _afterwards) = ([.. candidates], patience);

    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>How often the server answered somebody that it cannot now.</summary>
    public int Refused => Candidates.Sum(c => c.Refused);

    public async Task Start(IEnumerable<string> links)
    {
        foreach (var (candidate, link) in Candidates.Zip(links)) await candidate.Start(link, _patience.Token);
    }

    /// <summary>Each types and submits at the same time.</summary>
    public void Work() => _working = [.. Candidates.SelectMany(c => new[] { c.Type(_enough.Token, _patience.Token), c.Submit(_enough.Token, _patience.Token) })];

    public void Submit() => _working = [.. Candidates.Select(c => c.Submit(_enough.Token, _patience.Token))];

    /// <summary>Fails the test at once when somebody got an answer that nobody may get.</summary>
    public async Task GoesOn()
    {
        foreach (var failed in _working.Where(w => w.IsFaulted)) await failed;
    }

    /// <summary>Waits until this many more things are acknowledged.</summary>
    public async Task GetsOn(Ledger ledger, int more)
    {
        var before = ledger.Count;
        await Until.True(async () =>
        {
            await GoesOn();
            return ledger.Count >= before + more;
        });
    }

    /// <summary>Stops, waits for every verdict, and ends the attempts. Nobody helps the server with it.</summary>
    public async Task Finish()
    {
        _patience.CancelAfter(_afterwards);
        await _enough.CancelAsync();
        await Task.WhenAll(_working);
        foreach (var candidate in Candidates) await candidate.Finish(_patience.Token);
        foreach (var candidate in Candidates) await AllJudged(candidate);
    }

    public void Dispose()
    {
        _patience.Dispose();
        _enough.Dispose();
        foreach (var candidate in Candidates) candidate.Dispose();
    }

    private async Task AllJudged(Candidate candidate)
    {
        while ((await candidate.Session(_patience.Token)).GetProperty("executions").EnumerateArray()
            .Any(e => e.GetProperty("state").GetString() is not ("finished" or "failed"))) await Task.Delay(200, _patience.Token);
    }
}
