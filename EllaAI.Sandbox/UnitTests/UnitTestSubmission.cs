using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.UnitTests;

/// <summary>A candidate's project with the question's tests beside it. How and why: <c>docs/adr/0006-functions-and-unit-tests.md</c>.</summary>
internal sealed class UnitTestSubmission : Submission
{
    private string _mark = "";

    private UnitTestSubmission(Language language, RunRequest request, IReadOnlyList<string> names) : base(language, request, names)
    {
    }

    public static string? Refusal(Language language, RunRequest request, IReadOnlyList<string> names)
    {
        if (TestRunners.Find(language, request.UnitTests!.Runner, out var problem) is not { } runner) return problem;
        if (request.Function is not null) return "A question asks for a function or for unit tests, not for both.";
        if (request.UnitTests.Files.Count == 0) return "There is no test file.";
        var files = Beside(request, names);
        return files.Find(f => runner.Owns(f.Name)) is { } taken ? $"A file cannot be called '{taken.Name}'."
            : SourceNames.Of(language, [.. files, new("another", "")], out problem) is null ? problem
            : null;
    }

    public static UnitTestSubmission Of(Language language, RunRequest request, IReadOnlyList<string> names)
    {
        var tests = request.UnitTests!;
        var runner = TestRunners.Find(language, tests.Runner, out _)!;
        var own = runner.Programs(tests.Files).ToList();
        List<SourceFile> files = [.. runner.ComesFirst ? own : [], .. Beside(request, names), .. runner.ComesFirst ? [] : own];
        return new(runner.Adapt(language), request with { Files = files, Checker = Checker.Tokens }, [.. files.Select(f => f.Name)]);
    }

    /// <summary>A mark that nobody can know before the run, then what the test itself gives.</summary>
    public override byte[] Stdin(TestInput test)
    {
        _mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return Encoding.UTF8.GetBytes($"{_mark}\n{test.Stdin}");
    }

    public override Tested Read(Tested tested)
    {
        var report = TestReport.Read(tested.Stdout, _mark);
        var read = tested with { Cases = report.Cases, Stdout = report.Rest };
        // What stopped the run, or a crash, is told as such.
        if (tested.Verdict is not (Verdict.Accepted or Verdict.WrongAnswer or Verdict.PresentationError or Verdict.RuntimeError)) return read;
        if (tested.Verdict == Verdict.RuntimeError && !report.Ended) return read;
        var (verdict, note) = report.Verdict();
        return read with { Verdict = verdict, Note = note, Score = verdict == Verdict.Accepted ? 1 : 0 };
    }

    // The question's files win.
    private static List<SourceFile> Beside(RunRequest request, IReadOnlyList<string> names)
    {
        var tests = request.UnitTests!.Files;
        var theirs = request.Files.Zip(names, (f, name) => f with { Name = name }).Where(f => tests.All(t => t.Name != f.Name));
        return [.. theirs, .. tests];
    }
}
