using System.Diagnostics;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Cli;

/// <summary><c>run</c>: one program, one standard input, as often as asked. The same JSON for every tool that builds on it.</summary>
internal static class RunCommand
{
    private static readonly string[] Valued =
        ["--language", "--stdin", "--cpu-ms", "--wall-ms", "--memory-mb", "--output-kb", "--processes", "--repeat"];

    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, Valued, ["--json", "--allow-no-cgroup"]);
        var request = Request(read);
        await using var sandbox = Engine.Sandbox.Open(capacity: 1, queueLimit: 1, read.Has("--allow-no-cgroup"));
        if (await sandbox.Language(request.Language) is not { Available: true }) throw new UsageException($"{LanguageTable.Find(request.Language)!.Name} is not installed here.");

        var report = new RunReport(request.Language);
        var asked = Stopwatch.GetTimestamp();
        await foreach (var message in sandbox.Run(request, default))
        {
            report.Add(message, Stopwatch.GetElapsedTime(asked));
            asked = Stopwatch.GetTimestamp();
        }
        Console.Out.WriteLine(read.Has("--json") ? report.Json() : report.Text());
        return 0;
    }

    private static RunRequest Request(Arguments read)
    {
        var language = read.Text("--language") ?? throw new UsageException("run needs --language ID.");
        if (LanguageTable.Find(language) is null) throw new UsageException($"no language is called '{language}'.");
        if (read.Rest.Count == 0) throw new UsageException("run needs at least one FILE.");
        var stdin = read.Text("--stdin") is { } file ? Content(file) : "";
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
        var tests = Enumerable.Range(1, read.Number("--repeat", 1)).Select(i => new TestInput($"{i}", stdin, null));
        var files = read.Rest.Select(f => new SourceFile(Path.GetFileName(f), Content(f)));
        return new("cli", language, [.. files], [.. tests], limits, Checker.Tokens, Interactive: true);
    }

    private static string Content(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read.", e);
        }
    }
}
