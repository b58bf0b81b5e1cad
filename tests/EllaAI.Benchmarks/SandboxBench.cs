using System.Diagnostics;
using EllaAI.Core.Execution;

namespace EllaAI.Benchmarks;

/// <summary>The rows of the sandbox's benchmark, in the order of the table.</summary>
internal sealed class SandboxBench(bool quick, string only)
{
    private const string Bits = """
        #include <bits/stdc++.h>
        using namespace std;

        int main() {
            string name;
            cin >> name;
            map<string, vector<int>> seen;
            seen[name].push_back(1);
            cout << "Hello, " << seen.begin()->first << "!\n";
        }
        """;

    private const string First = "from the compiler's answer to the test's", Later = "the second and later tests of one submission";

    private readonly int _cores = Environment.ProcessorCount;

    /// <summary>Says each row as soon as it is measured.</summary>
    public async Task<IReadOnlyList<Row>> Run(Action<Row, TimeSpan> say)
    {
        var rows = new List<Row>();
        await using (var sandbox = EllaAI.Sandbox.Engine.Sandbox.Open(_cores, queueLimit: 100, allowNoCgroup: false, warm: true))
        {
            await sandbox.Prepare();
            await Measure(Engine(new(sandbox, _cores, sandbox.Pool.Settled)), (await sandbox.Status(default)).Languages);
        }
        await using (var worker = await Worker.Start(_cores))
            await Measure([new("C hello, a later test, through the service", "c", n => new Tests(worker.Runner, _cores).One(n, "c", Rounds(50), 10, 10, null, "worker process, gRPC on a Unix socket"))], []);
        await using (var worker = await Worker.Start(quick ? 10 : 100))
            await Measure([Full(worker)], []);
        await Measure(Compared(), []);
        return rows;

        async Task Measure(IEnumerable<Line> lines, IReadOnlyList<LanguageInfo> languages)
        {
            foreach (var line in lines.Where(l => l.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                var from = Stopwatch.GetTimestamp();
                var missing = languages.FirstOrDefault(l => l.Id == line.Language && !l.Available);
                var row = missing is null ? await line.Measure(line.Name) : Row.Skipped(line.Name, $"{missing.Name} is not installed");
                rows.Add(row);
                say(row, Stopwatch.GetElapsedTime(from));
            }
        }
    }

    private IEnumerable<Line> Engine(Tests tests) =>
    [
        new("C hello, first test of a fresh wall", "c", n => tests.First(n, "c", Rounds(50), First)),
        new("C hello, a later test", "c", n => tests.One(n, "c", Rounds(50), 10, 10, 1.3, $"{Later}; each value is the mean of 10")),
        new("Python hello, first test of a fresh wall", "python", n => tests.First(n, "python", Rounds(50), First)),
        new("Python hello, a later test", "python", n => tests.One(n, "python", Rounds(10), 10, 1, 1.05, Later)),
        new("node hello, a later test", "javascript", n => tests.One(n, "javascript", Rounds(6), 10, 1, 1.05, Later)),
        new("Java hello, a later test", "java", n => tests.One(n, "java", Rounds(5), 10, 1, 1.05, Later)),
        new("C hello, whole submission", "c", n => tests.Whole(n, "c", Rounds(50), null, "plain: the same compiler, then the program")),
        new("Python hello, whole submission", "python", n => tests.Whole(n, "python", Rounds(50), null, "plain: the same check, then the program")),
        new("Python, 100 tests of one submission", "python", n => tests.Many(n, "python", 100, quick ? 1 : 5, 1.1,
            "n counts tests, 100 of each submission; each carries its share of wall, files, check and first test; plain: the program alone, 100 times in a loop")),
        new("C hello, all cores busy", "c", n => tests.Throughput(n, "c", Rounds(50), 100, 0.85, $"{_cores} at once; n counts blocks of 100 runs each; {Later}")),
        new("Python hello, all cores busy", "python", n => tests.Throughput(n, "python", Rounds(50), 20, 0.9, $"{_cores} at once; n counts blocks of 20 runs each; {Later}")),
        new("C#, compile and run", "csharp", n => tests.Under(n, "csharp", Hello("csharp"), Rounds(50), 150)),
        new("C++ with bits/stdc++.h, compile and run", "cpp", n => tests.Under(n, "cpp", Bits, Rounds(50), 1_100)),
    ];

    private Line Full(Worker worker)
    {
        var (inFlight, queued) = quick ? (10, 100) : (100, 1_000);
        return new($"{inFlight} in flight, {queued:N0} queued", "bash", n => new Load(worker, inFlight, queued).Run(n));
    }

    private IEnumerable<Line> Compared() =>
    [
        new("C hello, bubblewrap new for each run", "c", n => Task.FromResult(Peers.Bubblewrap(n, Rounds(20)))),
        new("C hello, Process.Start of .NET", "c", n => Peers.DotnetProcess(n, Rounds(100))),
    ];

    private int Rounds(int full) => quick ? Math.Max(1, full / 10) : full;

    private static string Hello(string language) => EllaAI.Sandbox.Languages.LanguageTable.Find(language)!.Hello;

    private sealed record Line(string Name, string Language, Func<string, Task<Row>> Measure);
}
