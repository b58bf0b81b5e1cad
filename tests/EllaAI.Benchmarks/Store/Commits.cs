using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Benchmarks.Store;

/// <summary>Many writers at once, each waiting until its commit is on the disk; in turn a new document, and a change of it.</summary>
internal sealed class Commits(DiskFolder folder, int seconds)
{
    private const int Writers = 64;
    private const double AtLeast = 5_000, P95AtMost = 20;
    private static readonly string _text = new('x', 400);
    private readonly ConcurrentQueue<(double At, double Ms)> _commits = new();

    public async Task<IReadOnlyList<Row>> Run()
    {
        var plain = Plain();
        using var store = new OpenStore(folder.File("commits.db"));
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => Write(store.Documents, $"company-{i}", from))));
        // The first second warms up, and the last began too late to be whole.
        var counted = _commits.Where(c => c.At >= 1 && c.At < seconds + 1).ToArray();
        Sample perSecond = new([.. counted.GroupBy(c => (int)c.At).Select(second => (double)second.Count())]), took = new([.. counted.Select(c => c.Ms)]);
        return
        [
            new("durable commits, 64 writers", plain, perSecond, "commits/s", $"{perSecond.Median:N0}/s", $"at least {AtLeast:N0}/s", perSecond.Median >= AtLeast,
                "each value is one second; plain: one transaction for each write, one after the other"),
            new("one of those commits", null, took, "ms", $"p95 {took.Percentile95:F1} ms", $"p95 under {P95AtMost:0} ms", took.Percentile95 < P95AtMost),
        ];
    }

    private async Task Write(IDocumentStore documents, string company, long from)
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

    private Sample Plain()
    {
        var path = folder.File("plain.db");
        new OpenStore(path).Dispose();
        using var sqlite = new PlainSqlite(path);
        var body = JsonSerializer.Serialize(Document("1"));
        var counts = new List<double>();
        for (var second = 0; second < seconds; second++)
        {
            var (from, count) = (Stopwatch.GetTimestamp(), 0);
            for (; Stopwatch.GetElapsedTime(from).TotalSeconds < 1; count++) sqlite.Insert("company", Draft.Collection, Guid.NewGuid().ToString("N"), body);
            counts.Add(count);
        }

        return new(counts);
    }

    // As large as a draft of some twenty lines, with the fields of its index.
    private static Dictionary<string, string> Document(string id) => new() { ["attempt"] = id, ["question"] = "1", ["text"] = _text };
}
