using EllaAI.Core.Access;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>A draft as documents have it: which language is chosen, and the texts of the languages that were asked for.</summary>
internal sealed record KeptDraft(Draft Draft, Versioned<Draft>? Head, IReadOnlyDictionary<string, Versioned<DraftText>?> Texts)
{
    public static async Task<KeptDraft> Read(
        IDocumentStore documents, Actor actor, AttemptId attempt, QuestionId question, IEnumerable<string> languages, CancellationToken ct)
    {
        var head = await documents.Get<Draft>(actor.Key(Draft.Collection, Draft.Key(attempt, question)), ct);
        var texts = new Dictionary<string, Versioned<DraftText>?>();
        foreach (var language in languages)
            texts[language] = await documents.Get<DraftText>(actor.Key(DraftText.Collection, DraftText.Key(attempt, question, language)), ct);
        var known = texts.Values.OfType<Versioned<DraftText>>().Select(t => t.Value);
        return new((head?.Value ?? Draft.Empty(attempt, question)).Over(known), head, texts);
    }

    /// <summary>What has to be written, so that it becomes <paramref name="changed"/> in the languages that were read.</summary>
    public IEnumerable<Change> To(Actor actor, Draft changed)
    {
        var (attempt, question) = (changed.Attempt, changed.Question);
        var written = Texts.Where(t => changed.Texts.TryGetValue(t.Key, out var text) && text != Draft.Texts.GetValueOrDefault(t.Key)).ToList();
        // What stands in the head is newer than a document of its own: it goes from there when one is written.
        var whole = (Head?.Value ?? Draft.Empty(attempt, question)).Texts.Where(t => !written.Exists(w => w.Key == t.Key)).ToDictionary();
        if (changed.Language != Head?.Value.Language || whole.Count < Head.Value.Texts.Count)
            yield return new(actor.Key(Draft.Collection, Draft.Key(attempt, question)), changed with { Texts = whole }, Head?.Version ?? 0);
        foreach (var (language, kept) in written)
        {
            var text = changed.Texts[language];
            yield return new(actor.Key(DraftText.Collection, DraftText.Key(attempt, question, language)), new DraftText(attempt, question, language, text), kept?.Version ?? 0);
        }
    }
}

internal static class KeptDrafts
{
    /// <summary>More than all languages of all questions of a paper.</summary>
    private const int MaxTexts = 2_000;

    /// <summary>All of an attempt's, each with all its texts.</summary>
    public static async Task<List<Draft>> Drafts(this IDocumentStore documents, Actor actor, AttemptId attempt, CancellationToken ct)
    {
        var subject = attempt.Value.ToString("N");
        var heads = await documents.Query<Draft>(actor.Query(Draft.OfAttempt, subject), ct).ToList(ct);
        var texts = (await documents.Query<DraftText>(actor.Query(DraftText.OfAttempt, subject) with { Limit = MaxTexts }, ct).ToList(ct)).ToLookup(t => t.Question);
        return [.. heads.Select(h => h.Over(texts[h.Question]))];
    }
}
