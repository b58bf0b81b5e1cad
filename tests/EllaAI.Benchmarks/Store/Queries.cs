using System.Diagnostics;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Benchmarks.Store;

/// <summary>Every declared query, over few documents and over many, in turn.</summary>
internal sealed class Queries(Seeded few, Seeded many, int rounds)
{
    private const double AtMost = 1.5;

    /// <summary>
    /// Queries behind each value. A short one takes 40 microseconds, and a tick of the machine's clock as long again in one of twenty: just
    /// where the 95th percentile lies, which would tell how many ticks fell into each store's.
    /// </summary>
    private const int InOne = 5;

    /// <summary>The median of several percentiles is not moved by one moment in which the machine did something else.</summary>
    private const int Blocks = 3;

    private readonly Random _random = new(1);

    public Task<Row> OfOneOfMany() => Run("one company of many", false, i => !i.AcrossCompanies);

    public Task<Row> OfBigOne() => Run("one big company", true, i => !i.AcrossCompanies);

    public Task<Row> Everywhere() => Run("across companies", false, i => i.AcrossCompanies);

    private async Task<Row> Run(string shape, bool big, Func<IndexSpec, bool> which)
    {
        IndexSpec[] indexes = [.. DeclaredIndexes.All.Where(which)];
        // Until the readers' caches are as full as they get: filling them costs the first queries of a process, not those of a day.
        foreach (var index in indexes) await InTurn(index, big, rounds / 2);
        var p95 = new List<(string Name, double Few, double Many)>();
        foreach (var index in indexes)
        {
            List<double> ofFew = [], ofMany = [];
            for (var block = 0; block < Blocks; block++)
            {
                var (fewer, more) = await InTurn(index, big, rounds);
                ofFew.Add(fewer.Percentile95);
                ofMany.Add(more.Percentile95);
            }

            p95.Add((index.Name, new Sample(ofFew).Median, new Sample(ofMany).Median));
        }

        var worst = p95.Max(i => i.Many / i.Few);
        return new(
            $"declared queries, {shape}", new([.. p95.Select(i => i.Few)]), new([.. p95.Select(i => i.Many)]), "ms", $"worst {worst:F2}x", $"at most {AtMost}x", worst <= AtMost,
            $"p95 of each query (median of {Blocks} times {rounds}, each the mean of {InOne}) over {many.Seed.Documents:N0} documents, and as plain over {few.Seed.Documents:N0}: "
            + string.Join(", ", p95.OrderByDescending(i => i.Many / i.Few).Select(i => $"{i.Name} {i.Many / i.Few:F2}x")));
    }

    private async Task<(Sample Few, Sample Many)> InTurn(IndexSpec index, bool big, int times)
    {
        List<double> ofFew = [], ofMany = [];
        for (var i = 0; i < times; i++)
        {
            ofFew.Add(await Mean(few, index, big));
            ofMany.Add(await Mean(many, index, big));
        }

        return (new(ofFew), new(ofMany));
    }

    private async Task<double> Mean(Seeded asked, IndexSpec index, bool big)
    {
        var took = 0.0;
        for (var i = 0; i < InOne; i++) took += await Ask(asked, index, big);
        return took / InOne;
    }

    private async Task<double> Ask(Seeded asked, IndexSpec index, bool big)
    {
        var values = asked.Seed.Values(index, big, _random);
        var company = big ? Seed.Big : Seed.Company(_random.Next(asked.Seed.Companies));
        var query = index.AcrossCompanies
            ? Actor.System(CompanyId.Platform).QueryEverywhere(index, values)
            : Actor.System(new CompanyId(company)).Query(index, values);
        var (from, found) = (Stopwatch.GetTimestamp(), 0);
        await foreach (var _ in asked.Documents.Query<JsonElement>(query with { Descending = _random.Next(2) == 0 }, default)) found++;
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        return found > 0 ? took : throw new InvalidOperationException($"{index.Name} found nothing.");
    }
}
