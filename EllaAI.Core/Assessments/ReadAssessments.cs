using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>The company's assessments, last changed first.</summary>
public sealed class ReadAssessments(IDocumentStore documents, ICache cache)
{
    private const string Remembered = "assessments";

    public async Task<Result<Page<Versioned<Assessment>>>> List(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        var query = actor.Query(Assessment.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        return await documents.ToPage<Assessment>(query, (cache, CachePolicy.QueryResults, actor, Remembered), ct);
    }

    public async Task<Result<Versioned<Assessment>>> One(Actor actor, AssessmentId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        return await documents.Get<Assessment>(actor.Key(Assessment.Collection, id), ct) is { } found ? found : Problems.NotFound;
    }

    /// <summary>After a change of any of them.</summary>
    public static ValueTask Forget(ICache cache, Actor actor, CancellationToken ct) => cache.Forget(actor.CachedAll(Remembered), ct);
}
