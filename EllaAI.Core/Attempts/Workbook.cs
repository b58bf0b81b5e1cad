using EllaAI.Core.Access;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>Whose turn it is to write an attempt's drafts, and how far that page has come.</summary>
/// <param name="Acknowledged">The last batch of this epoch that is durable.</param>
/// <param name="Current">The question that was open last.</param>
/// <param name="Sealed">The attempt has closed: drafts no longer change.</param>
public sealed record Workbook(AttemptId Attempt, int Epoch, int Acknowledged, QuestionId? Current, bool Sealed)
{
    public const string Collection = "workbook";

    /// <summary>The one browser that may write. Empty where it was opened before there were seats.</summary>
    public SeatId Seat { get; init; }

    /// <summary>How often it went from one device to another.</summary>
    public int Handovers { get; init; }

    public DateTimeOffset? HandedOverAt { get; init; }

    public static Workbook Empty(AttemptId attempt, SeatId seat) => new(attempt, 0, 0, null, false) { Seat = seat };

    /// <summary>The system has no seat and needs none.</summary>
    public bool IsHeldBy(Actor actor) => actor.Seat is not { } seat || seat == Seat;

    /// <summary>Another browser has it. The epoch moves too: what the one before still sends has no place among what comes now.</summary>
    public Workbook HandOver(SeatId seat, DateTimeOffset now) => Claim() with { Seat = seat, Handovers = Handovers + 1, HandedOverAt = now };

    /// <summary>A page opens and writes from now on.</summary>
    public Workbook Claim() => this with { Epoch = Epoch + 1, Acknowledged = 0 };

    public Workbook Accept(JournalBatch batch) => this with
    {
        Acknowledged = batch.Seq,
        Current = batch.Items.OfType<QuestionOpened>().LastOrDefault()?.Question ?? Current,
    };
}
