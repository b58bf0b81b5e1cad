using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Problems;

/// <param name="Problem">Why the validator, or an input, is not right; empty when it took every input.</param>
internal sealed record InputVerdict(PackageProgram Validator, Verdict Verdict, string Problem);

/// <summary>Runs the package's input validators on its inputs: each must end with code 42 on every one.</summary>
internal sealed class InputCheck(ICodeRunner sandbox, Package package)
{
    private const int Valid = 42, AtOnce = 200;

    public async Task<InputVerdict> Run(PackageProgram validator, CancellationToken ct)
    {
        foreach (var tests in package.Data.Tests.Chunk(AtOnce))
        {
            var results = sandbox.Run(Request(validator, tests), ct);
            await foreach (var message in results)
                if (Of(validator, message) is { } failed) return failed;
        }
        return new(validator, Verdict.Accepted, "");
    }

    private static InputVerdict? Of(PackageProgram validator, RunnerMessage message) => message switch
    {
        Compiled { Verdict: not Verdict.Accepted } c => new(validator, c.Verdict, $"it does not compile: {CompilerMessage.Line(c.Output)}"),
        Tested { ExitCode: Valid } => null,
        Tested { Verdict: Verdict.Accepted or Verdict.RuntimeError } t => new(validator, Verdict.WrongAnswer, $"data/{t.TestId}.in is not valid: {Said(t)}"),
        Tested t => new(validator, t.Verdict, $"data/{t.TestId}.in: {t.Note}"),
        _ => null,
    };

    private static string Said(Tested tested) =>
        (tested.Stdout + "\n" + tested.Stderr).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
        ?? (tested.ExitCode is { } code ? $"the validator ended with code {code}." : $"the validator was ended by {tested.Signal}.");

    private RunRequest Request(PackageProgram validator, TestCase[] tests)
    {
        var factor = LanguageTable.Find(validator.Language)!.TimeFactor;
        var limits = new Limits(CpuMs: (int)(60_000 / factor), WallMs: (int)(120_000 / factor), MemoryMb: 2048, OutputKb: 1024);
        return new(validator.File, validator.Language, validator.Files, [.. tests.Select(Input)], limits, Checker.Tokens, Interactive: false);

        TestInput Input(TestCase test) => new(test.Name, package.Files.Text(test.InputFile), null)
        {
            Arguments = [.. test.Settings.InputArgumentsOf.GetValueOrDefault(validator.Name, test.Settings.InputArguments), .. test.Settings.ProgramArguments],
        };
    }
}
