using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Cli;

/// <summary>What <c>run</c> prints. <c>elapsedMs</c> is from asking to answer, so it holds all that the sandbox adds.</summary>
internal sealed class RunReport(string language)
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<RunLine> _runs = [];
    private CompileLine? _compile;

    public void Add(RunnerMessage message, TimeSpan elapsed)
    {
        if (message is Compiled compiled) _compile = new(KebabName.Of(compiled.Verdict), compiled.WallMs, compiled.Output);
        if (message is Tested test)
            _runs.Add(new(
                KebabName.Of(test.Verdict), test.ExitCode, test.Signal, test.CpuMs, test.WallMs, Math.Round(elapsed.TotalMilliseconds, 2),
                test.MemoryKb, test.Stdout, test.Stderr, test.Truncated)
            { Note = test.Note });
    }

    public string Json() => JsonSerializer.Serialize(new { Language = language, Compile = _compile, Runs = _runs }, Options);

    /// <summary>For people: what the program printed as it is, on the stream it printed to; our own lines on standard error.</summary>
    public void Print()
    {
        if (_compile is { } compile && (compile.Verdict != "accepted" || compile.Output.Length > 0))
            Console.Error.WriteLine($"-- compile: {compile.Verdict}, {compile.WallMs} ms\n{compile.Output}".TrimEnd());
        foreach (var run in _runs)
        {
            Console.Out.Write(run.Stdout);
            if (run.Stdout.Length > 0 && !run.Stdout.EndsWith('\n')) Console.Out.WriteLine();
            Console.Out.Flush();
            Console.Error.Write(run.Stderr);
            if (run.Stderr.Length > 0 && !run.Stderr.EndsWith('\n')) Console.Error.WriteLine();
            Console.Error.WriteLine(Line(run));
        }
    }

    private static string Line(RunLine run)
    {
        var cut = run.Truncated ? ", output cut" : "";
        return string.Create(CultureInfo.InvariantCulture, $"-- {run.Verdict}, cpu {run.CpuMs} ms, wall {run.WallMs} ms, {run.MemoryKb} KiB{cut}. {run.Note}").TrimEnd();
    }

    private sealed record CompileLine(string Verdict, int WallMs, string Output);

    private sealed record RunLine(
        string Verdict, int? ExitCode, string? Signal, int CpuMs, int WallMs, double ElapsedMs, long MemoryKb, string Stdout, string Stderr, bool Truncated)
    {
        /// <summary>For people only: the JSON is a fixed form.</summary>
        [JsonIgnore]
        public string Note { get; init; } = "";
    }
}
