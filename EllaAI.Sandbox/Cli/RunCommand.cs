using System.Collections.Concurrent;
using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Cli;

/// <summary><c>run</c>: one program, one standard input, as often as asked. The same JSON for every tool that builds on it.</summary>
internal static class RunCommand
{
    private const int LargestStdin = 64 * 1024 * 1024, MostRepeats = 100_000;

    private static readonly string[] Valued =
        ["--language", "--stdin", "--cpu-ms", "--wall-ms", "--memory-mb", "--output-kb", "--processes", "--repeat", "--bundle"];

    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, Valued, ["--json", "--allow-no-cgroup"]);
        var request = Request(read);
        await using var bundle = read.Text("--bundle") is { } file ? new BundleFile(file) : null;
        await using var sandbox = Engine.Sandbox.Open(capacity: 1, queueLimit: 1, read.Has("--allow-no-cgroup"));
        await Installed.Require(sandbox, request.Language);

        await sandbox.Prepare(request.Language);
        await Follow(sandbox.Rehearse, new("bash"));
        var report = new RunReport(request.Language);
        var messages = await Follow(watch => sandbox.Run(request, watch, default), report);
        if (bundle is not null) await bundle.Write(new(RunBundle.Current, request, RunResult.Of(messages)));
        if (read.Has("--json")) Console.Out.WriteLine(report.Json());
        else report.Print();
        return 0;
    }

    private static async Task<IReadOnlyList<RunnerMessage>> Follow(Func<RunWatch, IAsyncEnumerable<RunnerMessage>> run, RunReport report)
    {
        var messages = new List<RunnerMessage>();
        // The next run is asked for as soon as the last is answered.
        var (asked, elapsed) = (Stopwatch.GetTimestamp(), new ConcurrentQueue<TimeSpan>());
        var watch = new RunWatch { Said = _ => { elapsed.Enqueue(Stopwatch.GetElapsedTime(asked)); asked = Stopwatch.GetTimestamp(); } };
        await foreach (var message in run(watch))
        {
            report.Add(message, elapsed.TryDequeue(out var took) ? took : TimeSpan.Zero);
            messages.Add(message);
        }
        return messages;
    }

    private static RunRequest Request(Arguments read)
    {
        var id = read.Text("--language") ?? throw new UsageException("run needs --language ID.");
        var language = LanguageTable.Find(id) ?? throw new UsageException($"no language is called '{id}'.");
        if (read.Rest.Count == 0) throw new UsageException("run needs at least one FILE.");
        var standard = Limits.Default;
        var limits = standard with
        {
            CpuMs = read.Number("--cpu-ms", standard.CpuMs),
            WallMs = read.Number("--wall-ms", standard.WallMs),
            MemoryMb = read.Number("--memory-mb", standard.MemoryMb),
            OutputKb = read.Number("--output-kb", standard.OutputKb, least: 0),
            Processes = read.Number("--processes", standard.Processes),
        };
        if (LimitsRange.Problem(limits) is { } problem) throw new UsageException(problem);
        var repeat = read.Number("--repeat", 1, most: MostRepeats);
        var files = SourceFiles.Read(read.Rest);
        if (SourceNames.Of(language, files, out var wrong) is null) throw new UsageException(wrong);
        var stdin = read.Text("--stdin") is { } file ? TextFile.Read(file, LargestStdin) : "";
        var tests = Enumerable.Range(1, repeat).Select(i => new TestInput($"{i}", stdin, null));
        return new("cli", id, files, [.. tests], limits, Checker.Tokens, Interactive: true);
    }
}
