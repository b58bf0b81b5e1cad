using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
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
                test.MemoryKb, test.Stdout, test.Stderr, test.Truncated));
    }

    public string Json() => JsonSerializer.Serialize(new { Language = language, Compile = _compile, Runs = _runs }, Options);

    public string Text()
    {
        var text = new StringBuilder();
        if (_compile is { Verdict: not "accepted" } or { Output.Length: > 0 }) text.AppendLine($"{_compile!.Verdict}\n{_compile.Output}");
        foreach (var run in _runs)
        {
            text.Append(run.Stdout);
            if (run.Stderr.Length > 0) text.Append(run.Stderr);
            text.AppendLine(CultureInfo.InvariantCulture, $"-- {run.Verdict}, cpu {run.CpuMs} ms, wall {run.WallMs} ms, {run.MemoryKb} KiB");
        }
        return text.ToString().TrimEnd();
    }

    private sealed record CompileLine(string Verdict, int WallMs, string Output);

    private sealed record RunLine(
        string Verdict, int? ExitCode, string? Signal, int CpuMs, int WallMs, double ElapsedMs, long MemoryKb, string Stdout, string Stderr, bool Truncated);
}
