using System.Diagnostics;
using EllaAI.Benchmarks;
using EllaAI.Benchmarks.Store;
using EllaAI.Sandbox.Engine;

// Exit codes: 0 measured (whatever the figures), 2 bad usage, 3 no usable sandbox.
const string Usage = "usage: ./ella bench sandbox|store [--quick] [--only TEXT] [--json FILE]";

var benchmarks = new Dictionary<string, Benchmark>
{
    ["sandbox"] = new("behind the wall", (quick, only, say) => new SandboxBench(quick, only).Run(say)),
    ["store"] = new("EllaAI", (quick, only, say) => new StoreBench(quick, only).Run(say)),
};

if (args is not [var name, .. var options]) return Wrong("which benchmark?");
if (!benchmarks.TryGetValue(name, out var benchmark)) return Wrong($"there is no benchmark called '{name}'.");
var (quick, only, json) = (false, "", $"artifacts/bench/{name}.json");
for (; options.Length > 0; options = options[1..])
{
    switch (options)
    {
        case ["--quick", ..]:
            quick = true;
            break;
        case ["--only", var text, ..]:
            (only, options) = (text, options[1..]);
            break;
        case ["--json", var file, ..]:
            (json, options) = (file, options[1..]);
            break;
        default:
            return Wrong($"'{options[0]}' is not known, or lacks its value.");
    }
}

try
{
    var from = Stopwatch.GetTimestamp();
    Console.Error.WriteLine($"{BenchReport.Machine}{(quick ? ", quick: too few rounds to be trusted" : "")}");
    var rows = await benchmark.Run(quick, only, (row, took) => Console.Error.WriteLine($"{took.TotalSeconds,5:F1} s  {Table.Line(row)}"));
    if (rows.Count == 0) return Wrong($"no row's name holds '{only}'.");
    Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(from).TotalSeconds,5:F1} s in all, written to {json}\n");
    Console.Out.WriteLine(Table.Markdown(rows, benchmark.Ours));
    BenchReport.Write(json, DateTimeOffset.UtcNow, rows);
    return 0;
}
catch (SandboxUnusableException e)
{
    Console.Error.WriteLine($"There is no usable sandbox here: {e.Message}");
    return 3;
}

static int Wrong(string why)
{
    Console.Error.WriteLine($"bench: {why}\n{Usage}");
    return 2;
}
