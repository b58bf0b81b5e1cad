using EllaAI.Core.Questions;

namespace EllaAI.Web.Questions;

/// <summary>A question as lists show it, without its texts.</summary>
/// <param name="Shown">Tests that a candidate sees whole.</param>
/// <param name="Starters">Language ids that have starter code.</param>
public sealed record QuestionRow(
    QuestionId Id,
    string Title,
    string Difficulty,
    IReadOnlyList<string> Tags,
    int Tests,
    int Shown,
    int Points,
    IReadOnlySet<string> Starters,
    DateTimeOffset ChangedAt)
{
    public static QuestionRow Of(Question question) => new(
        question.Id,
        question.Title,
        question.Difficulty,
        question.Tags,
        question.Tests.Count,
        question.Tests.Count(t => t.Visible),
        question.Points,
        question.Starters.Keys.ToHashSet(),
        question.ChangedAt);

    /// <summary>Every word occurs in the title, a tag or the difficulty.</summary>
    public bool Matches(string words) => words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .All(word => Has(Title, word) || Has(Difficulty, word) || Tags.Any(tag => Has(tag, word)));

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.CurrentCultureIgnoreCase);
}
