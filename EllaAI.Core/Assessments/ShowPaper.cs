using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Assessments;

/// <summary>
/// Papers as they are shown, to many people who open one assessment at the same minute. What grades, starts or closes an attempt
/// reads <see cref="ReadPaper"/>.
/// </summary>
public sealed class ShowPaper(ReadPaper papers, ICache cache)
{
    private const string Remembered = "papers";

    public async Task<Paper> One(Actor actor, PaperId id, CancellationToken ct) =>
        await cache.GetOrSet(actor.Cached(Remembered, id), CachePolicy.HiddenTests, reading => papers.One(actor, id, reading), ct);

    public async Task<IReadOnlyList<Question>> Questions(Actor actor, PaperId id, CancellationToken ct) => await cache.GetOrSet(
        actor.Cached("paper-questions", id),
        CachePolicy.HiddenTests,
        async reading => await papers.Questions(actor, await One(actor, id, reading), reading),
        ct);
}
