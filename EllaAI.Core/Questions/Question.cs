using System.Globalization;
using EllaAI.Core.Execution;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Questions;

public readonly record struct QuestionId(Guid Value) : IId<QuestionId>
{
    public static QuestionId Of(Guid value) => new(value);
}

/// <summary>A coding question in the company's library: programs read standard input and write standard output.</summary>
/// <param name="Statement">Markdown.</param>
/// <param name="Starters">Language id to the text that the editor begins with.</param>
/// <param name="Tests">In order; a candidate sees the visible ones whole and of the others only the verdict.</param>
public sealed record Question(
    QuestionId Id,
    string Title,
    string Statement,
    string Difficulty,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, string> Starters,
    IReadOnlyList<TestCase> Tests,
    Limits Limits,
    Checker Checker,
    DateTimeOffset ChangedAt)
{
    public const string Collection = "question";

    public static IndexSpec Newest { get; } = new(Collection, "question-newest", [], "changedAt");

    /// <summary>Tests scored together; a test names its group.</summary>
    public IReadOnlyList<TestGroup> Groups { get; init; } = [];

    /// <summary>Candidates write this function, and each test's input is the JSON array of its arguments. Null: a whole program.</summary>
    public FunctionSignature? Function { get; init; }

    /// <summary>A program of the author that talks with the candidate's; null when standard input is given whole.</summary>
    public SourceProgram? Interactor { get; init; }

    /// <summary>Language id to test files of the author, which then decide instead of expected outputs.</summary>
    public IReadOnlyDictionary<string, UnitTests> UnitTests { get; init; } = new Dictionary<string, UnitTests>();

    /// <summary>For the audit log.</summary>
    public string InShort() => $"{Title}, {Tests.Count} tests, {Points} points";

    public int Points => Groups.Sum(g => g.Points) + Tests.Where(t => t.Group.Length == 0).Sum(t => t.Weight);

    /// <summary>A function needs a frame, and unit tests need files, in the candidate's language; a program can be in any.</summary>
    public bool Allows(string language) => this switch
    {
        { UnitTests.Count: > 0 } => UnitTests.ContainsKey(language),
        { Function: not null } => Starters.ContainsKey(language),
        _ => true,
    };

    /// <summary>What the sandbox is asked to run on these tests.</summary>
    /// <param name="ownInput">The tests hold somebody's own input: there is nothing to compare with.</param>
    public RunRequest Request(string id, string language, string code, IEnumerable<TestCase> tests, bool ownInput, bool interactive) => new(
        id,
        language,
        [new SourceFile("", code)],
        [.. tests.Select(t => new TestInput(t.Number.ToString(CultureInfo.InvariantCulture), t.Stdin, ownInput ? null : t.Expected))],
        Limits,
        ownInput ? Checker.Tokens : Checker,
        interactive)
    {
        Function = Function,
        Interactor = ownInput ? null : Interactor,
        UnitTests = UnitTests.GetValueOrDefault(language),
    };
}

/// <param name="Number">From 1, unique in its question.</param>
/// <param name="Weight">Points for passing it, 0 for an example that is worth nothing; in a group, its share of the group's points.</param>
public sealed record TestCase(int Number, string Name, string Stdin, string Expected, bool Visible, int Weight)
{
    /// <summary>Name of its <see cref="TestGroup"/>; empty when it is scored by itself.</summary>
    public string Group { get; init; } = "";
}

/// <summary>A question that belongs to the product: candidates try the editor on it before the clock runs.</summary>
public sealed record PracticeQuestion(Question Question);
