using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Benchmarks;

/// <summary>
/// Running programs: ours and plain by turns, in blocks, so that both see the same machine. Ours goes through the port that
/// the product uses: from asking to answer, pool, streaming and judging included.
/// </summary>
/// <param name="settled">Until the worker does nothing beside: what it makes ready for the next submission must slow neither down.</param>
internal sealed class Tests(ICodeRunner runner, int cores, Func<Task>? settled = null)
{
    /// <summary>A slow row without a target has fewer rounds, so that the whole stays within some minutes; the table tells how many.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(40);

    /// <summary>Of the first test in a fresh wall, from the compiler's answer on: all that is left to do there when the program is ready.</summary>
    public async Task<Row> First(string name, string language, int rounds, string note = "")
    {
        using var twin = new Twin(LanguageTable.Find(language)!);
        List<double> plain = [], ours = [];
        await Warm(twin, language);
        foreach (var _ in Rounds(rounds, targeted: false))
        {
            await Settled();
            plain.AddRange(twin.Run(1));
            ours.Add((await runner.Times(Ask.Hello(language)))[1]);
        }
        return Row.AtMost(name, new(plain), new(ours), null, note);
    }

    /// <summary>Of a later test of one submission, from the answer before it; the first is left out, as a fresh wall comes with it.</summary>
    /// <param name="mean">Runs that are taken together as one value: a reader may get several short ones at once.</param>
    public async Task<Row> One(string name, string language, int blocks, int each, int mean, double? most, string note = "")
    {
        using var twin = new Twin(LanguageTable.Find(language)!);
        List<double> plain = [], ours = [];
        await Warm(twin, language);
        foreach (var _ in Rounds(blocks, targeted: most is not null))
        {
            plain.AddRange(Means(twin.Run(each), mean));
            ours.AddRange(Means((await runner.Times(Ask.Hello(language, each + 1))).Skip(2), mean));
        }
        return Row.AtMost(name, new(plain), new(ours), most, note);
    }

    /// <summary>Of a whole submission with one test: a wall from the pool, files, compiler, program. Plain is the same compiler and program.</summary>
    public async Task<Row> Whole(string name, string language, int rounds, double? most, string note = "")
    {
        using var twin = new Twin(LanguageTable.Find(language)!);
        List<double> plain = [], ours = [];
        await Warm(twin, language);
        foreach (var _ in Rounds(rounds, targeted: most is not null))
        {
            await Settled();
            plain.Add(twin.CompileAndRun());
            ours.Add((await runner.Times(Ask.Hello(language))).Sum());
        }
        return Row.AtMost(name, new(plain), new(ours), most, note);
    }

    /// <summary>Of a whole submission with many tests, against the program alone in a loop. A value is one test with its share of the rest.</summary>
    public async Task<Row> Many(string name, string language, int tests, int submissions, double most, string note = "")
    {
        using var twin = new Twin(LanguageTable.Find(language)!);
        List<double> plain = [], ours = [];
        await Warm(twin, language);
        foreach (var _ in Rounds(submissions, targeted: true))
        {
            plain.AddRange(twin.Run(tests));
            ours.AddRange(Shared(await runner.Times(Ask.Hello(language, tests))));
        }
        return Row.AtMost(name, new(plain), new(ours), most, note);
    }

    /// <summary>Runs a second with as many submissions, or plain loops, as there are processors.</summary>
    public async Task<Row> Throughput(string name, string language, int blocks, int each, double least, string note = "")
    {
        var twins = Enumerable.Range(0, cores).Select(_ => new Twin(LanguageTable.Find(language)!)).ToList();
        List<double> plain = [], ours = [];
        await Warm(twins[0], language);
        foreach (var _ in Rounds(blocks, targeted: true))
        {
            var loops = await Task.WhenAll(twins.Select(t => Task.Run(() => t.Run(each))));
            plain.Add(loops.Sum(Rate));
            var submissions = await Task.WhenAll(twins.Select(_ => Task.Run(() => runner.Times(Ask.Hello(language, each)))));
            // Without the compiler and the first test, which bring a fresh wall with them: the other rows have those.
            ours.Add(submissions.Sum(s => Rate([.. s.Skip(2)])));
        }
        foreach (var twin in twins) twin.Dispose();
        return Row.AtLeast(name, new(plain), new(ours), least, note);
    }

    /// <summary>Of a whole submission with one test, against a number.</summary>
    public async Task<Row> Under(string name, string language, string code, int rounds, double mostMs, string note = "")
    {
        var ours = new List<double>();
        await runner.Times(Ask.Program(language, code));
        foreach (var _ in Rounds(rounds, targeted: true)) ours.Add((await runner.Times(Ask.Program(language, code))).Sum());
        return Row.Under(name, new(ours), mostMs, note);
    }

    private static IEnumerable<int> Rounds(int rounds, bool targeted)
    {
        var from = Stopwatch.GetTimestamp();
        return Enumerable.Range(0, rounds).TakeWhile(i => i == 0 || targeted || Stopwatch.GetElapsedTime(from) < Most);
    }

    // What a submission took besides its later tests (wall, files, compiler, and what its first test took longer than they did)
    // falls on them in equal shares, so that a median of tests hides none of it.
    private static IEnumerable<double> Shared(IReadOnlyList<double> times)
    {
        var later = times.Skip(2).ToList();
        var share = (times.Sum() - later.Sum() - later.Average()) / (later.Count + 1);
        return later.Select(t => t + share);
    }

    private async Task Warm(Twin twin, string language)
    {
        twin.Run(3);
        await runner.Times(Ask.Hello(language, 5));
    }

    private Task Settled() => settled?.Invoke() ?? Task.CompletedTask;

    private static IEnumerable<double> Means(IEnumerable<double> times, int count) => times.Chunk(count).Select(c => c.Average());

    private static double Rate(IReadOnlyList<double> times) => times.Count * 1000 / times.Sum();
}
