using System.Diagnostics;
using EllaAI.Core.Execution;

namespace EllaAI.Benchmarks;

/// <summary>More submissions at once than there is room for, through a worker process: every verdict right, and memory flat.</summary>
internal sealed class Load(Worker worker, int inFlight, int queued)
{
    private readonly List<double> _residentMb = [];
    private int _running, _waiting;

    /// <summary>
    /// Three times the same. The first compiles our code and fills what is kept; from then on what the worker holds must stay. One look would
    /// find it anywhere between two collections of its garbage, so each time counts with the median of all looks.
    /// </summary>
    public async Task<Row> Run(string name)
    {
        Round[] rounds = [await Next(), await Next(), await Next()];
        var growth = rounds[2].HeldMb / rounds[1].HeldMb;
        var right = rounds.Sum(r => r.Right);
        var all = rounds.Length * (inFlight + queued);
        return new(
            name, null, new(_residentMb), "MiB", $"{right} of {all}, {growth:F2}x", "all right, memory at most 1.1x", right == all && growth <= 1.1,
            $"worker {string.Join(", ", rounds.Select(r => $"{r.HeldMb:F0}"))} MiB in the median of {inFlight + queued} runs each, {_residentMb.Max():F0} at most; "
            + $"seen at once: {_running} running, {_waiting} queued; {string.Join(", ", rounds.Select(r => $"{r.Seconds:F0}"))} s");
    }

    private async Task<Round> Next()
    {
        var (asked, before) = (Stopwatch.GetTimestamp(), _residentMb.Count);
        using var done = new CancellationTokenSource();
        var watching = Watch(done.Token);
        var right = await Task.WhenAll(Enumerable.Range(0, inFlight + queued).Select(i => Task.Run(() => IsRight(i))));
        await done.CancelAsync();
        await watching;
        return new(right.Count(r => r), new Sample(_residentMb[before..]).Median, Stopwatch.GetElapsedTime(asked).TotalSeconds);
    }

    // Each prints a number of its own, so that an answer to somebody else is noticed too.
    private async Task<bool> IsRight(int number)
    {
        var (code, expected) = (number % 4) switch
        {
            0 => ("echo $((n + 1))", Verdict.WrongAnswer),
            1 => ("echo $n; exit 3", Verdict.RuntimeError),
            2 => ("echo $n; kill -SEGV $$", Verdict.RuntimeError),
            _ => ("echo $n", Verdict.Accepted),
        };
        var request = new RunRequest(
            $"{number}", "bash", [new("given", "read -r n\n" + code)], [new("1", $"{number}\n", $"{number}\n")],
            Limits.Default with { CpuMs = 10_000, WallMs = 60_000 }, Checker.Tokens, Interactive: number % 2 == 0);
        var tests = new List<Tested>();
        await foreach (var message in worker.Runner.Run(request, default))
            if (message is Tested test) tests.Add(test);
        var printed = $"{(expected == Verdict.WrongAnswer ? number + 1 : number)}\n";
        return tests is [var only] && only.Verdict == expected && only.Stdout == printed;
    }

    private async Task Watch(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            _residentMb.Add(worker.ResidentMb());
            var status = await worker.Runner.Status(default);
            (_running, _waiting) = (Math.Max(_running, status.Running), Math.Max(_waiting, status.Queued));
            await Task.Delay(100, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <param name="HeldMb">What the worker held in the median.</param>
    private sealed record Round(int Right, double HeldMb, double Seconds);
}
