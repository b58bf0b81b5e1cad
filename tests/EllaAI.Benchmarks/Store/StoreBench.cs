using System.Diagnostics;

namespace EllaAI.Benchmarks.Store;

/// <summary>The rows of the store's benchmark, in the order of the table.</summary>
internal sealed class StoreBench(bool quick, string only)
{
    /// <summary>Says each row as soon as it is measured.</summary>
    public async Task<IReadOnlyList<Row>> Run(Action<Row, TimeSpan> say)
    {
        var rows = new List<Row>();
        using var folder = new DiskFolder();
        var few = new Lazy<SeededStore>(() => new(folder, 10_000));
        var many = new Lazy<SeededStore>(() => new(folder, quick ? 100_000 : 1_000_000));
        var queries = new Lazy<Queries>(() => new(few.Value.Seeded, many.Value.Seeded, quick ? 50 : 200));
        await Measure("durable commits, 64 writers", () => new Commits(folder, quick ? 3 : 10).Run());
        await Measure("point read", async () => [await Reads.Run(many.Value, quick ? 5_000 : 50_000)]);
        await Measure("declared queries, one company of many", async () => [await queries.Value.OfOneOfMany()]);
        await Measure("declared queries, one big company", async () => [await queries.Value.OfBigOne()]);
        await Measure("declared queries, across companies", async () => [await queries.Value.Everywhere()]);
        await Measure("event to its handler", async () => [await Handling.OnSqlite(folder, quick ? 50 : 300)]);
        foreach (var (name, measure) in RedisRows.All(folder, quick)) await Measure(name, measure);
        await Measure(Emulated.Name, () => Emulated.Run(quick));
        foreach (var seeded in new[] { few, many }.Where(s => s.IsValueCreated)) seeded.Value.Dispose();
        return rows;

        async Task Measure(string name, Func<Task<IReadOnlyList<Row>>> measure)
        {
            if (!name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
            var from = Stopwatch.GetTimestamp();
            foreach (var row in await measure())
            {
                rows.Add(row);
                say(row, Stopwatch.GetElapsedTime(from));
            }
        }
    }
}
