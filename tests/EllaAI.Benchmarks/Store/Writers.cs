using System.Collections.Concurrent;
using System.Diagnostics;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Benchmarks.Store;

/// <summary>Many writers at once, each waiting until its commit is acknowledged; in turn a new document, and a change of it.</summary>
internal sealed class Writers(IDocumentStore documents, int seconds)
{
    public const int Count = 64;

    private static readonly string _text = new('x', 400);
    private readonly ConcurrentQueue<(double At, double Ms)> _commits = new();

    /// <returns>Commits of each second, and milliseconds of each commit.</returns>
    public async Task<(Sample PerSecond, Sample Took)> Run()
    {
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => Write($"company-{i}", from))));
        // The first second warms up, and the last began too late to be whole.
        var counted = _commits.Where(c => c.At >= 1 && c.At < seconds + 1).ToArray();
        return (new([.. counted.GroupBy(c => (int)c.At).Select(second => (double)second.Count())]), new([.. counted.Select(c => c.Ms)]));
    }

    /// <summary>As large as a draft of some twenty lines, with the fields of its index.</summary>
    public static Dictionary<string, string> Document(string id) => new() { ["attempt"] = id, ["question"] = "1", ["text"] = _text };

    private async Task Write(string company, long from)
    {
        var actor = Actor.System(new CompanyId(company));
        double At() => Stopwatch.GetElapsedTime(from).TotalSeconds;
        while (At() < seconds + 1)
        {
            var id = Guid.NewGuid().ToString("N");
            for (var version = 0; version < 2; version++)
            {
                var asked = Stopwatch.GetTimestamp();
                if (!await documents.Commit([new(actor.Key(Draft.Collection, id), Document(id), version)], [], default)) throw new InvalidOperationException("A commit was refused.");
                _commits.Enqueue((At(), Stopwatch.GetElapsedTime(asked).TotalMilliseconds));
            }
        }
    }
}
