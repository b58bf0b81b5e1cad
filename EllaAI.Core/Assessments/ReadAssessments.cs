using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

/// <summary>The company's assessments, last changed first.</summary>
public sealed class ReadAssessments(IDocumentStore documents)
{
    public async Task<Result<Page<Versioned<Assessment>>>> List(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        var query = actor.Query(Assessment.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        return await documents.ToPage<Assessment>(query, ct);
    }

    public async Task<Result<Versioned<Assessment>>> One(Actor actor, AssessmentId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAssessments)) return Problems.Forbidden;
        return await documents.Get<Assessment>(actor.Key(Assessment.Collection, id), ct) is { } found ? found : Problems.NotFound;
    }
}
