using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>Those of the company's assessments that are open to the reader, last changed first.</summary>
public sealed class ReadAssessments(IDocumentStore documents, ICache cache)
{
    private const string Remembered = "assessments";

    public async Task<Result<Page<Versioned<Assessment>>>> List(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        var query = actor.Query(Assessment.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        var (all, remembered) = (actor.May(Permission.ViewEveryAssessment), (cache, CachePolicy.QueryResults, actor, Remembered));
        return all
            ? await documents.ToPage<Assessment>(query, remembered, ct)
            : await query.Sift(at => documents.ToPage<Assessment>(at, remembered, ct), a => ValueTask.FromResult(a.IsOpenTo(actor)));
    }

    public async Task<Result<Versioned<Assessment>>> One(Actor actor, AssessmentId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        return await documents.OpenAssessment(actor, id, ct) is { } found ? found : Problems.NotFound;
    }

    /// <summary>After a change of any of them.</summary>
    public static ValueTask Forget(ICache cache, Actor actor, CancellationToken ct) => cache.Forget(actor.CachedAll(Remembered), ct);
}
