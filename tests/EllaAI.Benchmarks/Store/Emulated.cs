using System.Diagnostics;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Web.Adapters.Firestore;
using EllaAI.Web.Tests.Adapters.Firestore;

namespace EllaAI.Benchmarks.Store;

/// <summary>
/// The adapter of Firestore on the emulator: how many calls something takes and what we add to them. It says nothing of Google's
/// service, which is further away, writes to disks and has indexes, which the emulator has not; so there is no target.
/// </summary>
internal sealed class Emulated : IDisposable
{
    public const string Name = "Firestore emulator";

    private const string InMemory = "in memory on this machine, not Google's service";
    private readonly EmulatedStore _few, _many, _empty;
    private readonly bool _quick;

    private Emulated(EmulatorProcess emulator, bool quick)
    {
        _quick = quick;
        (_few, _many, _empty) = (new(emulator.Host, new(quick ? 200 : 500)), new(emulator.Host, new(quick ? 1_000 : 5_000)), new(emulator.Host, new(0)));
    }

    public static async Task<IReadOnlyList<Row>> Run(bool quick)
    {
        if (!EmulatorProcess.Installed) return [Row.Skipped(Name, "The Google Cloud CLI (gcloud) is not installed.")];
        await using var emulator = await EmulatorProcess.Start();
        using var bench = new Emulated(emulator, quick);
        var commits = await bench.Commits();
        await bench._few.Fill();
        await bench._many.Fill();
        return [.. commits, await bench.Reads(), await bench.Queries(), await bench.Handles()];
    }

    public void Dispose()
    {
        _few.Dispose();
        _many.Dispose();
        _empty.Dispose();
    }

    private async Task<IReadOnlyList<Row>> Commits()
    {
        var (perSecond, took) = await new Writers(_empty.Documents, _quick ? 2 : 10).Run();
        return
        [
            Untargeted($"commits, {Writers.Count} writers", perSecond, "commits/s", $"{perSecond.Median:N0}/s"),
            Untargeted("one of those commits", took, "ms", $"p95 {took.Percentile95:F1} ms"),
        ];
    }

    private async Task<Row> Reads()
    {
        var took = new List<double>();
        var (rounds, sample) = (_quick ? 50 : 1_000, _many.Seed.Sample);
        for (var i = -rounds / 10; i < rounds; i++)
        {
            var (company, collection, id) = sample[Random.Shared.Next(sample.Count)];
            var from = Stopwatch.GetTimestamp();
            if (await _many.Documents.Get<JsonElement>(Actor.System(new CompanyId(company)).Key(collection, id), default) is null) throw new InvalidOperationException("A document is missing.");
            if (i >= 0) took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        Sample reads = new(took);
        return Untargeted($"point read, {_many.Seed.Documents:N0} documents", reads, "ms", $"{reads.Median:F1} ms");
    }

    private async Task<Row> Queries()
    {
        var row = await new Queries(_few.Seeded, _many.Seeded, _quick ? 3 : 20).OfBigOne();
        return row with { Name = $"{Name}: {row.Name}", Target = "", Met = null, Note = $"{InMemory}; {row.Note}" };
    }

    private async Task<Row> Handles()
    {
        // What fills the others are no events that could be handed on.
        var took = await Handling.Run(_quick ? 20 : 200, services => services.AddFirestore(_empty.Configuration));
        return Untargeted("event to its handler, jobs in memory", took, "ms", $"{took.Median:F1} ms");
    }

    private static Row Untargeted(string what, Sample sample, string unit, string value) => new($"{Name}: {what}", null, sample, unit, value, "", null, InMemory);
}
