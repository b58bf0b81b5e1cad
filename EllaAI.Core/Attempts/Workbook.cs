using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>Whose turn it is to write an attempt's drafts, and how far that page has come.</summary>
/// <param name="Acknowledged">The last batch of this epoch that is durable.</param>
/// <param name="Current">The question that was open last.</param>
/// <param name="Sealed">The attempt has closed: drafts no longer change.</param>
public sealed record Workbook(AttemptId Attempt, int Epoch, int Acknowledged, QuestionId? Current, bool Sealed)
{
    public const string Collection = "workbook";

    public static Workbook Empty(AttemptId attempt) => new(attempt, 0, 0, null, false);

    /// <summary>A page opens and writes from now on.</summary>
    public Workbook Claim() => this with { Epoch = Epoch + 1, Acknowledged = 0 };

    public Workbook Accept(JournalBatch batch) => this with
    {
        Acknowledged = batch.Seq,
        Current = batch.Items.OfType<QuestionOpened>().LastOrDefault()?.Question ?? Current,
    };
}
