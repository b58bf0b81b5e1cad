using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Problems;

/// <summary>Runs a submission on the tests that its grade needs, no more: the rest of a run is left when the next ones do not matter.</summary>
internal sealed class SubmissionJudging(ICodeRunner sandbox, Package package)
{
    /// <summary>Characters of tests in one run; a package may have more than fits into memory.</summary>
    private const long MostAtOnce = 16 << 20;

    private readonly List<TestCase> _tests = [.. package.Data.Tests];

    /// <param name="seconds">Processor time of a test.</param>
    public async Task<SubmissionVerdict> Run(Submission submission, double seconds, CancellationToken ct)
    {
        var grading = Grading.For(package, submission.Promise);
        // In the order of their runs, which is that of the tests.
        var results = new OrderedDictionary<TestCase, Tested>(ReferenceEqualityComparer.Instance);
        while (grading.Next(results) is { } next)
        {
            var before = results.Count;
            var batch = Batch(_tests.IndexOf(next));
            await foreach (var message in sandbox.Run(Request(submission, batch, seconds), ct))
            {
                if (message is Compiled { Verdict: not Verdict.Accepted } failed) return SubmissionVerdict.NotRun(submission, failed.Verdict, failed.Output);
                if (message is not Tested tested) continue;
                var test = batch[results.Count - before];
                results.Add(test, tested);
                var follows = results.Count - before < batch.Count ? batch[results.Count - before] : null;
                if (grading.Next(results) is not { } needed || needed != follows) break;
            }
            if (results.Count == before) return SubmissionVerdict.NotRun(submission, Verdict.SystemError, "The sandbox gave no result.");
        }
        return SubmissionVerdict.Of(submission, grading.Result(results), results);
    }

    // Tests in order from one on, as long as one checker judges them.
    private List<TestCase> Batch(int from)
    {
        var (checker, size, batch) = (package.CheckerOf(_tests[from]), 0L, new List<TestCase>());
        foreach (var test in _tests.Skip(from))
        {
            size += package.Files.Size(test.InputFile) + package.Files.Size(test.AnswerFile);
            if (batch.Count > 0 && (size > MostAtOnce || package.CheckerOf(test) != checker)) break;
            batch.Add(test);
        }
        return batch;
    }

    private RunRequest Request(Submission submission, List<TestCase> tests, double seconds)
    {
        var program = submission.Program;
        // A package's limit is the same for every language, while the sandbox multiplies it.
        var factor = LanguageTable.Find(program.Language)!.TimeFactor;
        var limits = new Limits(
            CpuMs: (int)Math.Ceiling(seconds * 1000 / factor), WallMs: (int)Math.Ceiling((3 * seconds + 5) * 1000 / factor),
            MemoryMb: package.Problem.MemoryMb, OutputKb: package.Problem.OutputMb << 10);
        var request = new RunRequest(
            program.File, program.Language, program.Files, [.. tests.Select(package.Input)], limits, package.CheckerOf(tests[0]), Interactive: false);
        return package is { Problem.IsInteractive: true, Validator: { } interactor } ? request with { Interactor = new(interactor.Language, interactor.Files), Checker = Checker.Tokens } : request;
    }
}
