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
    private readonly Random _random = new(1);

    public Task<Row> OfOneOfMany() => Run("one company of many", false, i => !i.AcrossCompanies);

    public Task<Row> OfBigOne() => Run("one big company", true, i => !i.AcrossCompanies);

    public Task<Row> Everywhere() => Run("across companies", false, i => i.AcrossCompanies);

    private async Task<Row> Run(string shape, bool big, Func<IndexSpec, bool> which)
    {
        var p95 = new List<(string Name, double Few, double Many)>();
        foreach (var index in DeclaredIndexes.All.Where(which))
        {
            List<double> ofFew = [], ofMany = [];
            for (var i = -rounds / 4; i < rounds; i++)
            {
                var (tookFew, tookMany) = (await Ask(few, index, big), await Ask(many, index, big));
                if (i < 0) continue;
                ofFew.Add(tookFew);
                ofMany.Add(tookMany);
            }

            p95.Add((index.Name, new Sample(ofFew).Percentile95, new Sample(ofMany).Percentile95));
        }

        var worst = p95.Max(i => i.Many / i.Few);
        return new(
            $"declared queries, {shape}", new([.. p95.Select(i => i.Few)]), new([.. p95.Select(i => i.Many)]), "ms", $"worst {worst:F2}x", $"at most {AtMost}x", worst <= AtMost,
            $"p95 of each query over {many.Seed.Documents:N0} documents, and as plain over {few.Seed.Documents:N0}: "
            + string.Join(", ", p95.OrderByDescending(i => i.Many / i.Few).Select(i => $"{i.Name} {i.Many / i.Few:F2}x")));
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
