using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Reports;

/// <param name="Attempt">Null until the person starts.</param>
public sealed record BoardRow(Invitation Invitation, Attempt? Attempt);

/// <param name="Scores">Percent of each scored attempt, ascending.</param>
public sealed record BoardCounts(int Invited, int Started, int Finished, IReadOnlyList<int> Scores)
{
    /// <summary>The lower of the two middle ones where there is an even number; null while nothing is scored.</summary>
    public int? Median => Scores.Count == 0 ? null : Scores[(Scores.Count - 1) / 2];
}

public sealed record Board(Assessment Assessment, BoardCounts Counts, Page<BoardRow> Rows);

/// <summary>An assessment's people: who was invited, how far each is, what each scored. 50 to a page, newest invitation first.</summary>
public sealed class ShowBoard(IDocumentStore documents, ICache cache)
{
    /// <summary>Counts look at this many at most; beyond it a stored summary has to take over.</summary>
    private const int MaxCounted = 10_000;

    private const string Remembered = "board-counts";

    public async Task<Result<Board>> Run(Actor actor, AssessmentId id, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewResults)) return Problems.Forbidden;
        if (await documents.OpenAssessment(actor, id, ct) is not { } assessment) return Problems.NotFound;
        var invited = actor.Query(Invitation.OfAssessment, id.Value.ToString("N"));
        var page = await documents.ToPage<Invitation>(invited with { Descending = true, Limit = 50, Cursor = cursor }, ct);
        var rows = new List<BoardRow>();
        foreach (var invitation in page.Items) rows.Add(new(invitation.Value, await AttemptOf(actor, invitation.Value, ct)));
        return new Board(assessment.Value, await Counts(actor, id, ct), new(rows, page.Next));
    }

    /// <summary>After anything that is counted moved.</summary>
    public static ValueTask Forget(ICache cache, Actor actor, AssessmentId id, CancellationToken ct) => cache.Forget(actor.Cached(Remembered, id), ct);

    private async Task<BoardCounts> Counts(Actor actor, AssessmentId id, CancellationToken ct) =>
        await cache.GetOrSet(actor.Cached(Remembered, id), CachePolicy.ComputedMetrics, reading => Count(actor, id, reading), ct);

    private async Task<Attempt?> AttemptOf(Actor actor, Invitation invitation, CancellationToken ct) =>
        invitation.Attempt is { } id ? (await documents.Get<Attempt>(actor.Key(Attempt.Collection, id), ct))?.Value : null;

    private async Task<BoardCounts> Count(Actor actor, AssessmentId id, CancellationToken ct)
    {
        var key = id.Value.ToString("N");
        var invited = await documents.Query<Invitation>(actor.Query(Invitation.OfAssessment, key) with { Limit = MaxCounted }, ct).ToList(ct);
        var attempts = await documents.Query<Attempt>(actor.Query(Attempt.OfAssessment, key) with { Limit = MaxCounted }, ct).ToList(ct);
        return new(
            invited.Count,
            attempts.Count,
            attempts.Count(a => a.State != AttemptState.InProgress),
            [.. attempts.Where(a => a.State == AttemptState.Scored).Select(a => a.Percent).Order()]);
    }
}
