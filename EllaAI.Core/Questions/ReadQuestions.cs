using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Questions;

/// <summary>The company's library, last changed first.</summary>
public sealed class ReadQuestions(IDocumentStore documents, ICache cache)
{
    private const string Remembered = "questions";

    public async Task<Result<Page<Versioned<Question>>>> List(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewQuestions)) return Problems.Forbidden;
        var query = actor.Query(Question.Newest) with { Descending = true, Limit = 50, Cursor = cursor };
        return await documents.ToPage<Question>(query, (cache, CachePolicy.HiddenTests, actor, Remembered), ct);
    }

    public async Task<Result<Versioned<Question>>> One(Actor actor, QuestionId id, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewQuestions)) return Problems.Forbidden;
        return await documents.Get<Question>(actor.Key(Question.Collection, id), ct) is { } found ? found : Problems.NotFound;
    }

    /// <summary>After a change of any of them.</summary>
    public static ValueTask Forget(ICache cache, Actor actor, CancellationToken ct) => cache.Forget(actor.CachedAll(Remembered), ct);
}
