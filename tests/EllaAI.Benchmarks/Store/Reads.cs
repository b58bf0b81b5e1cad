using System.Diagnostics;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;

namespace EllaAI.Benchmarks.Store;

/// <summary>One document by its key, anywhere in a large store.</summary>
internal static class Reads
{
    private const double AtMostUs = 100;

    public static async Task<Row> Run(SeededStore large, int rounds)
    {
        List<double> plain = [], ours = [];
        using var sqlite = new PlainSqlite(large.Store.Path);
        for (var i = -rounds / 10; i < rounds; i++)
        {
            var (company, collection, id) = large.Seeded.Seed.Sample[Random.Shared.Next(large.Seeded.Seed.Sample.Count)];
            var key = Actor.System(new CompanyId(company)).Key(collection, id);
            var from = Stopwatch.GetTimestamp();
            if (await large.Store.Documents.Get<JsonElement>(key, default) is null) throw new InvalidOperationException("A document is missing.");
            var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            var plainTook = sqlite.Read(company, collection, id);
            if (i < 0) continue;
            ours.Add(took * 1_000);
            plain.Add(plainTook * 1_000);
        }

        Sample sample = new(ours);
        return new($"point read, {large.Seeded.Seed.Documents:N0} documents", new(plain), sample, "µs", $"{sample.Median:F0} µs", $"under {AtMostUs:0} µs", sample.Median < AtMostUs, "plain: a prepared SELECT");
    }
}
