using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>A candidate's function with the main program that calls it. How and why: <c>docs/adr/0006-functions-and-unit-tests.md</c>.</summary>
internal sealed class FunctionSubmission : Submission
{
    private readonly FunctionSignature _function;
    private readonly Harness _harness;

    private FunctionSubmission(Language language, RunRequest request, IReadOnlyList<string> names, FunctionSignature function, Harness harness)
        : base(language, request, names) => (_function, _harness) = (function, harness);

    public static string? Refusal(Language language, FunctionSignature function, IReadOnlyList<string> names) =>
        Harnesses.Find(language.Id) is not { } harness ? $"{language.Name} cannot be used where a question asks for a function."
        : function.Problem() is { } problem ? problem
        : names.Contains(harness.FileName) ? $"A file cannot be called '{harness.FileName}'."
        : null;

    public static FunctionSubmission Of(Language language, RunRequest request, IReadOnlyList<string> names)
    {
        var (function, harness) = (request.Function!, Harnesses.Find(language.Id)!);
        var program = new SourceFile(harness.FileName, harness.Program(function, names[0]));
        return new(
            harness.Adapt(language, names[0]),
            request with { Files = harness.ComesFirst ? [program, .. request.Files] : [.. request.Files, program], Checker = Json(request.Checker) },
            harness.ComesFirst ? [program.Name, .. names] : [.. names, program.Name],
            function,
            harness);
    }

    public override byte[] Stdin(TestInput test) => ArgumentText.Of(_function, test.Stdin, _harness);

    public override Compiled Read(Compiled compiled)
    {
        var lines = compiled.Output.Split('\n').Where(l => !l.StartsWith($"In file included from {_harness.FileName}", StringComparison.Ordinal)).ToList();
        var calls = compiled.Verdict == Verdict.CompileError && lines.Exists(l => l.Contains(_harness.FileName, StringComparison.Ordinal));
        if (calls) lines.Insert(0, $"The tests could not call {_harness.Name(_function)}: is it declared as in the question's starter?");
        return compiled with { Output = string.Join('\n', lines) };
    }

    public override Tested Read(Tested tested) =>
        tested.Verdict is Verdict.Accepted or Verdict.WrongAnswer or Verdict.PresentationError && FunctionResult.Problem(_function, _harness.Name(_function), tested.Stdout) is { } problem
            ? tested with { Verdict = Verdict.WrongAnswer, Score = 0, Note = problem }
            : tested;

    // What compares text would see the layout of JSON, which is ours.
    private static Checker Json(Checker checker) => checker.Kind is CheckerKind.Pattern or CheckerKind.Program ? checker : checker with { Kind = CheckerKind.Json };
}
