using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

public readonly record struct PaperId(Guid Value) : IId<PaperId>
{
    public static PaperId Of(Guid value) => new(value);
}

/// <summary>
/// What candidates of a published assessment get, frozen: two people with one paper had the same questions and tests,
/// and a verdict can be reproduced whatever happens to the library later. The questions are documents of their own,
/// each under a document's size limit.
/// </summary>
public sealed record Paper(PaperId Id, string Title, int DurationMinutes, IReadOnlyList<string> Languages, IReadOnlyList<QuestionId> Questions)
{
    public const string Collection = "paper";

    /// <summary>See <see cref="Assessment.AsksForCode"/>.</summary>
    public bool AsksForCode { get; init; }

    public const string QuestionCollection = "paper-question";

    public static string QuestionKey(PaperId paper, QuestionId question) => $"{paper.Value:N}-{question.Value:N}";
}
