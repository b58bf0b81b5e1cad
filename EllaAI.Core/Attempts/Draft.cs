using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>What stands in the editor for one question: one text for each language that was touched. <see cref="KeptDraft"/> keeps it.</summary>
/// <param name="Texts">As kept, only those of releases that had them all in one document; the others are a <see cref="DraftText"/> each.</param>
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

    /// <summary>With these in the languages in which it holds none itself. What it holds was written later, by a release that knew no others.</summary>
    internal Draft Over(IEnumerable<DraftText> texts)
    {
        var all = texts.ToDictionary(t => t.Language, t => t.Text);
        foreach (var (language, text) in Texts) all[language] = text;
        return this with { Texts = all };
    }
}

/// <summary>The text of one language of a question. A document of its own: together they could be larger than a store takes, and then nothing more would be saved.</summary>
public sealed record DraftText(AttemptId Attempt, QuestionId Question, string Language, string Text)
{
    public const string Collection = "draft-text";

    public static IndexSpec OfAttempt { get; } = new(Collection, "draft-text-of-attempt", ["attempt"], "language");

    public static string Key(AttemptId attempt, QuestionId question, string language) => $"{Draft.Key(attempt, question)}-{language}";
}
