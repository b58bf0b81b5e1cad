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

    public int Points => Tests.Sum(t => t.Weight);
}

/// <param name="Number">From 1, unique in its question.</param>
/// <param name="Weight">Points for passing it; 0 for an example that is worth nothing.</param>
public sealed record TestCase(int Number, string Name, string Stdin, string Expected, bool Visible, int Weight);

/// <summary>A question that belongs to the product: candidates try the editor on it before the clock runs.</summary>
public sealed record PracticeQuestion(Question Question);
