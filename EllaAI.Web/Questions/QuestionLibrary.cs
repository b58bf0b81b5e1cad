using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Questions;

namespace EllaAI.Web.Questions;

/// <summary>The part of the company's questions that a reader has loaded, and what of it matches a search.</summary>
public sealed class QuestionLibrary(ReadQuestions questions)
{
    private readonly List<QuestionRow> _rows = [];
    private string _next = "";

    public IReadOnlyList<QuestionRow> Rows => _rows;

    public bool Loaded { get; private set; }

    public bool HasMore => _next.Length > 0;

    /// <summary>Why the last load failed; null when it did not.</summary>
    public Problem? Problem { get; private set; }

    public string Words { get; set; } = "";

    public IReadOnlyList<QuestionRow> Found => [.. _rows.Where(row => row.Matches(Words))];

    /// <summary>The first page, then with each call the next one. A question that moved between two pages is shown once.</summary>
    public async Task Load(Actor actor, CancellationToken ct)
    {
        if (Loaded && !HasMore) return;
        if ((await questions.List(actor, _next, ct)).Ok(out var page, out var problem))
        {
            var known = _rows.Select(row => row.Id).ToHashSet();
            _rows.AddRange(page.Items.Select(item => QuestionRow.Of(item.Value)).Where(row => !known.Contains(row.Id)));
            (_next, Loaded) = (page.Next, true);
        }

        Problem = problem;
    }
}
