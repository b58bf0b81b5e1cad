namespace EllaAI.Core.Questions;

/// <summary>What a question needs before it can be kept. Bounds keep one question well under a document's 1 MiB.</summary>
public static class QuestionRules
{
    public const int MaxTitle = 120;
    public const int MaxStatement = 40_000;
    public const int MaxTests = 100;
    public const int MaxTestBytes = 800_000;
    public const int MaxStarter = 16_000;

    public static Problem? Check(Question question) => CheckTexts(question) ?? CheckRun(question) ?? CheckWeights(question);

    /// <summary>What the sandbox needs: enough to try a question that is still being written.</summary>
    public static Problem? CheckRun(Question question) => question switch
    {
        { Tests.Count: 0 } => Invalid("tests", "Add at least one test: without one nothing can be scored."),
        { Tests.Count: > MaxTests } => Invalid("tests", $"A question can have at most {MaxTests} tests."),
        _ when question.Tests.Sum(t => t.Stdin.Length + t.Expected.Length) > MaxTestBytes =>
            Invalid("tests", $"The tests of a question can have at most {MaxTestBytes:N0} characters together."),
        { Limits: { CpuMs: < 100 or > 20_000 } or { MemoryMb: < 16 or > 1_024 } } =>
            Invalid("limits", "Processor time is between 100 and 20,000 ms, memory between 16 and 1,024 MiB."),
        _ => JudgingRules.Check(question) ?? FunctionRules.Check(question),
    };

    /// <summary>Whether somebody's own input can be run at all.</summary>
    public static Problem? CheckOwnInput(Question question, string stdin) => question switch
    {
        { UnitTests.Count: > 0 } => Invalid("stdin", "This question is run by its unit tests: own input is not used."),
        { Function: { } function } when FunctionRules.CheckArguments(function, stdin) is { } wrong => Invalid("stdin", $"Your input {wrong}."),
        _ => null,
    };

    private static Problem? CheckTexts(Question question) => question switch
    {
        { Title: var title } when Text.IsBlank(title) => Invalid("title", "Give the question a title."),
        { Title.Length: > MaxTitle } => Invalid("title", $"The title can have at most {MaxTitle} characters."),
        _ when question.Title.Any(Text.IsUnprintable) => Invalid("title", "A title cannot have line breaks or control characters."),
        _ when question.Tags.Any(tag => Text.IsBlank(tag) || tag.Any(Text.IsUnprintable)) => Invalid("tags", "A tag is a word or two, without line breaks or control characters."),
        _ when question.Tests.FirstOrDefault(t => t.Name.Any(Text.IsUnprintable)) is { } named =>
            Invalid("tests", $"The name of test {named.Number} cannot have line breaks or control characters."),
        { Statement: var text } when Text.IsBlank(text) => Invalid("statement", "Write what the candidate has to do."),
        { Statement.Length: > MaxStatement } => Invalid("statement", $"The statement can have at most {MaxStatement:N0} characters."),
        _ when question.Starters.Values.Any(s => s.Length > MaxStarter) =>
            Invalid("starters", $"A starter can have at most {MaxStarter:N0} characters."),
        { Function: not null, UnitTests.Count: 0, Starters.Count: 0 } =>
            Invalid("starters", "Keep the starter of at least one language: a function is asked for in the languages that have one."),
        _ => null,
    };

    private static Problem? CheckWeights(Question question) => question switch
    {
        _ when question.Tests.Any(t => t.Weight is < 0 or > 1_000) => Invalid("weights", "A weight is between 0 and 1,000."),
        { Points: <= 0 } => Invalid("weights", "Give at least one test a weight above 0."),
        _ => GroupRules.Check(question),
    };

    private static Problem Invalid(string field, string detail) => Problems.Invalid(field, detail);
}
