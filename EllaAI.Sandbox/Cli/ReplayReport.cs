using System.Globalization;
using System.Text;
using System.Text.Json;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Replay;

namespace EllaAI.Sandbox.Cli;

/// <summary>What <c>replay</c> prints: a line for each test, then what else is not as it was.</summary>
internal static class ReplayReport
{
    public static string Text(Comparison compared)
    {
        var text = new StringBuilder();
        var compile = compared.Compile;
        if (compile is not { Same: true, Is: Verdict.Accepted })
            text.AppendLine(compile.Same ? $"same       compile: {KebabName.Of(compile.Is)}" : $"DIFFERENT  compile: was {KebabName.Of(compile.Was)}, is {KebabName.Of(compile.Is)}");
        foreach (var test in compared.Tests) text.AppendLine(Line(test));
        foreach (var note in compared.Notes) text.AppendLine(CultureInfo.InvariantCulture, $"note       {note}");
        text.Append(Sum(compared));
        return text.ToString();
    }

    public static string Json(Comparison compared) => JsonSerializer.Serialize(
        new
        {
            compared.Same,
            Compile = new { Was = KebabName.Of(compared.Compile.Was), Is = KebabName.Of(compared.Compile.Is), compared.Compile.Same },
            Tests = compared.Tests.Select(t => new { t.Id, Was = Side(t.Was), Is = Side(t.Is), t.Same, t.SameOutput }),
            compared.Notes,
        },
        RunReport.Options);

    private static string Line(ComparedTest test)
    {
        var output = test.SameOutput ? "" : ", other output";
        return test.Same
            ? $"same       {test.Id}: {Short(test.Is)}{output}  ({test.Was!.CpuMs} ms then, {test.Is!.CpuMs} ms now)"
            : $"DIFFERENT  {test.Id}: was {Short(test.Was)}, is {Short(test.Is)}{output}";
    }

    private static string Short(BundledTest? test) => test switch
    {
        null => "not run",
        { Score: > 0 and < 1 } => string.Create(CultureInfo.InvariantCulture, $"{KebabName.Of(test.Verdict)} with score {test.Score:0.####}"),
        _ => KebabName.Of(test.Verdict),
    };

    private static string Sum(Comparison compared)
    {
        var different = compared.Tests.Count(t => !t.Same) + (compared.Compile.Same ? 0 : 1);
        return different == 0 ? "Every verdict is the same." : different == 1 ? "1 verdict is different." : $"{different} verdicts are different.";
    }

    private static object? Side(BundledTest? t) =>
        t is null ? null : new { Verdict = KebabName.Of(t.Verdict), t.Score, t.CpuMs, t.WallMs, t.MemoryKb, t.StdoutHash };
}
