using System.Diagnostics;
using System.Text.Json;
using EllaAI.Core.Attempts;

namespace EllaAI.Benchmarks.Store;

/// <summary>Many writers at once on the embedded store, each waiting until its commit is on the disk.</summary>
internal sealed class Commits(DiskFolder folder, int seconds)
{
    private const double AtLeast = 5_000, P95AtMost = 20;

    public async Task<IReadOnlyList<Row>> Run()
    {
        var plain = Plain();
        using var store = new OpenStore(folder.File("commits.db"));
        var (perSecond, took) = await new Writers(store.Documents, seconds).Run();
        return
        [
            new($"durable commits, {Writers.Count} writers", plain, perSecond, "commits/s", $"{perSecond.Median:N0}/s", $"at least {AtLeast:N0}/s", perSecond.Median >= AtLeast,
                "each value is one second; plain: one transaction for each write, one after the other"),
            new("one of those commits", null, took, "ms", $"p95 {took.Percentile95:F1} ms", $"p95 under {P95AtMost:0} ms", took.Percentile95 < P95AtMost),
        ];
    }

    private Sample Plain()
    {
        var path = folder.File("plain.db");
        new OpenStore(path).Dispose();
        using var sqlite = new PlainSqlite(path);
        var body = JsonSerializer.Serialize(Writers.Document("1"));
        var counts = new List<double>();
        for (var second = 0; second < seconds; second++)
        {
            var (from, count) = (Stopwatch.GetTimestamp(), 0);
            for (; Stopwatch.GetElapsedTime(from).TotalSeconds < 1; count++) sqlite.Insert("company", Draft.Collection, Guid.NewGuid().ToString("N"), body);
            counts.Add(count);
        }

        return new(counts);
    }
}
