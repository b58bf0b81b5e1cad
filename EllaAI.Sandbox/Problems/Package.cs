using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>A problem package, read and ready to be judged.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="LegacyGraded">Its groups are graded as in the legacy format.</param>
/// <param name="Validator">The package's own output validator or interactor; null for the default one.</param>
internal sealed record Package(
    string Name,
    PackageFiles Files,
    ProblemSettings Problem,
    TestFolder Data,
    bool LegacyGraded,
    PackageProgram? Validator,
    IReadOnlyList<PackageProgram> InputValidators,
    IReadOnlyList<Submission> Submissions,
    IReadOnlyList<Skipped> Skipped)
{
    public Checker CheckerOf(TestCase test) =>
        Validator is { } program
            ? new(CheckerKind.Program) { Program = new(program.Language, program.Files) }
            : DefaultValidator.Checker(test.Settings.OutputArguments, test.Settings.Where);

    public TestInput Input(TestCase test) => new(test.Name, Files.Text(test.InputFile), Files.Text(test.AnswerFile))
    {
        Arguments = test.Settings.ProgramArguments,
        CheckerArguments = Validator is null ? [] : test.Settings.OutputArguments,
    };
}
