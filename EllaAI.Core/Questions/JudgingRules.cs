using EllaAI.Core.Execution;

namespace EllaAI.Core.Questions;

/// <summary>What a checker, an interactor and unit tests need before the sandbox is asked.</summary>
internal static class JudgingRules
{
    public const int MaxProgram = 100_000, MaxFiles = 20;

    private const string FileName = "The name of a file cannot have line breaks or control characters.";

    public static Problem? Check(Question question) => question switch
    {
        { Checker: { AbsoluteTolerance: var a, RelativeTolerance: var r } } when !(Sensible(a) && Sensible(r)) => Checker("A tolerance is a number from 0 to 1."),
        { Checker: { Kind: CheckerKind.Program, Program: null } } => Checker("Write the program that checks the answers."),
        { Checker.Program: { } program } when Problem(program) is { } problem => Checker(problem),
        { Checker.Kind: CheckerKind.Pattern } when FirstBadPattern(question) is { } bad => Problems.Invalid("tests", bad),
        { Interactor: { } interactor } when Problem(interactor) is { } problem => Problems.Invalid("interactor", problem),
        { Interactor: not null, Function: not null } => Problems.Invalid("interactor", "A function cannot be interactive: choose one of the two."),
        _ when question.UnitTests.Values.Any(t => t.Files.Count is 0 or > MaxFiles || t.Files.Sum(f => f.Text.Length) > MaxProgram) =>
            Problems.Invalid("unit-tests", $"The unit tests of a language are 1 to {MaxFiles} files with at most {MaxProgram:N0} characters together."),
        _ when question.UnitTests.Values.Any(t => t.Files.Any(IsMisnamed)) => Problems.Invalid("unit-tests", FileName),
        _ => null,
    };

    private static bool Sensible(double tolerance) => tolerance is >= 0 and <= 1;

    private static string? Problem(SourceProgram program) =>
        program.Language.Length == 0 ? "Choose the language of this program."
        : program.Files.Count is 0 or > MaxFiles || program.Files.All(f => string.IsNullOrWhiteSpace(f.Text)) ? "This program is still empty."
        : program.Files.Any(IsMisnamed) ? FileName
        : program.Files.Sum(f => f.Text.Length) > MaxProgram ? $"This program can have at most {MaxProgram:N0} characters."
        : null;

    private static bool IsMisnamed(SourceFile file) => file.Name.Any(Text.IsUnprintable);

    private static string? FirstBadPattern(Question question)
    {
        foreach (var test in question.Tests)
            if (OutputPattern.Read(test.Expected, question.Checker.IgnoreCase, out var problem) is null)
                return $"What test {test.Number} expects {problem.TrimEnd('.')}.";
        return null;
    }

    private static Problem Checker(string detail) => Problems.Invalid("checker", detail);
}
