using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>What stands in the editor for one question: one text for each language that was touched.</summary>
public sealed record Draft(AttemptId Attempt, QuestionId Question, string Language, IReadOnlyDictionary<string, string> Texts)
{
    public const string Collection = "draft";

    public static IndexSpec OfAttempt { get; } = new(Collection, "draft-of-attempt", ["attempt"], "question");

    /// <summary>The text of the chosen language; empty when it was not touched.</summary>
    public string Text => Texts.GetValueOrDefault(Language, "");

    public static string Key(AttemptId attempt, QuestionId question) => $"{attempt.Value:N}-{question.Value:N}";

    public static Draft Empty(AttemptId attempt, QuestionId question) => new(attempt, question, "", new Dictionary<string, string>());

    public Draft With(string language, string text) =>
        this with { Language = language, Texts = new Dictionary<string, string>(Texts) { [language] = text } };
}
