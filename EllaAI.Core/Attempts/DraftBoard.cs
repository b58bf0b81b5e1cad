using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>A language of a question whose text the server could not follow: the page has to send it whole.</summary>
public sealed record Resync(QuestionId Question, string Language);

/// <summary>Applies one batch to the drafts it touches. Edits that do not end in the text that the page sees change nothing and ask for that text.</summary>
public sealed class DraftBoard(AttemptId attempt, IReadOnlyDictionary<QuestionId, Draft> drafts)
{
    private readonly Dictionary<QuestionId, Draft> _drafts = new(drafts);
    private readonly HashSet<Resync> _lost = [];

    public IReadOnlyCollection<Resync> Resync => _lost;

    public IReadOnlyDictionary<QuestionId, Draft> Drafts => _drafts;

    /// <summary>What an item writes to; null when it is about no text.</summary>
    public static (QuestionId Question, string Language)? Touches(JournalItem item) => item switch
    {
        Snapshotted shot => (shot.Question, shot.Language),
        Edited edit => (edit.Question, edit.Language),
        LanguageChosen chosen => (chosen.Question, chosen.Language),
        _ => null,
    };

    public void Apply(JournalItem item)
    {
        switch (item)
        {
            case Snapshotted shot:
                _lost.Remove(new(shot.Question, shot.Language));
                _drafts[shot.Question] = Of(shot.Question).With(shot.Language, shot.Text);
                break;
            case Edited edit:
                Edit(edit);
                break;
            case LanguageChosen chosen:
                _drafts[chosen.Question] = Of(chosen.Question) with { Language = chosen.Language };
                break;
        }
    }

    private void Edit(Edited edit)
    {
        var draft = Of(edit.Question);
        var lost = new Resync(edit.Question, edit.Language);
        if (_lost.Contains(lost)) return;
        var text = draft.Texts.TryGetValue(edit.Language, out var before) ? TextEdits.Apply(before, edit.Changes) : null;
        if (text is null || text.Length != edit.Total || TextEdits.Hash(text) != edit.Hash) _lost.Add(lost);
        else _drafts[edit.Question] = draft.With(edit.Language, text);
    }

    private Draft Of(QuestionId question) => _drafts.GetValueOrDefault(question) ?? Draft.Empty(attempt, question);
}
