using System.Text.Json.Serialization;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>One thing that happened in the candidate's editor.</summary>
/// <param name="At">Milliseconds since the page opened, by the browser's steady clock: for replay, never for deadlines.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Edited), "edit")]
[JsonDerivedType(typeof(Snapshotted), "snapshot")]
[JsonDerivedType(typeof(QuestionOpened), "open")]
[JsonDerivedType(typeof(LanguageChosen), "language")]
[JsonDerivedType(typeof(FocusChanged), "focus")]
[JsonDerivedType(typeof(Pasted), "paste")]
public abstract record JournalItem(double At);

/// <param name="Total">Length of the text afterwards.</param>
/// <param name="Hash"><see cref="TextEdits.Hash"/> of the text afterwards.</param>
public sealed record Edited(double At, QuestionId Question, string Language, IReadOnlyList<TextChange> Changes, int Total, uint Hash) : JournalItem(At);

/// <summary>The whole text: the first one, and whenever the server asked for it.</summary>
public sealed record Snapshotted(double At, QuestionId Question, string Language, string Text) : JournalItem(At);

public sealed record QuestionOpened(double At, QuestionId Question) : JournalItem(At);

public sealed record LanguageChosen(double At, QuestionId Question, string Language) : JournalItem(At);

public sealed record FocusChanged(double At, bool Focused) : JournalItem(At);

/// <param name="Length">Code units pasted; the text itself is in the edit.</param>
public sealed record Pasted(double At, QuestionId Question, int Length) : JournalItem(At);

/// <param name="Epoch">Which page writes; each page that opens raises it.</param>
/// <param name="Seq">1, 2, 3, … within the epoch. The same number again is the same batch again.</param>
public sealed record JournalBatch(int Epoch, int Seq, IReadOnlyList<JournalItem> Items)
{
    public const int MaxItems = 500;
}

public enum BatchStatus
{
    Accepted,
    Duplicate,

    /// <summary>Another page writes now: kept in the journal, not applied to the drafts.</summary>
    Superseded,

    /// <summary>Came after the deadline: kept in the journal, not applied to the drafts.</summary>
    Late,
}

/// <summary>A batch as it is kept for ever.</summary>
public sealed record JournalChunk(AttemptId Attempt, JournalBatch Batch, BatchStatus Status, DateTimeOffset ReceivedAt)
{
    public const string Collection = "journal";

    public static string Key(AttemptId attempt, JournalBatch batch) => $"{attempt.Value:N}-{batch.Epoch:D6}-{batch.Seq:D8}";
}
