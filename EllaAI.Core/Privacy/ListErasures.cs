using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Receipts of what was erased, and what is being erased; 20 to a page, newest first.</summary>
public sealed class ListErasures(IDocumentStore documents)
{
    public async Task<Result<Page<Erasure>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        var page = await documents.ToPage<Erasure>(actor.Query(Erasure.Newest) with { Descending = true, Limit = 20, Cursor = cursor }, ct);
        return new Page<Erasure>([.. page.Items.Select(i => i.Value)], page.Next);
    }

    /// <summary>A receipt: only of what is done.</summary>
    public async Task<Result<Erasure>> One(Actor actor, ErasureId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        return await documents.Get<Erasure>(Erasure.Key(actor, id), ct) is { Value: { State: ErasureState.Done } done } ? done : Problems.NotFound;
    }

    /// <summary>Erasures and exports of every company that wait for their job, which may be lost with its process.</summary>
    public async Task<IReadOnlyList<PrivacyAsked>> Unfinished(CancellationToken ct)
    {
        var (platform, waiting) = (Actor.System(CompanyId.Platform), new List<PrivacyAsked>());
        await foreach (var erasure in documents.All<Erasure>(platform.QueryEverywhere(Erasure.InState, "waiting"), ct))
            if (erasure.Value.Kind != ErasureKind.Company) waiting.Add(new(new(erasure.Key.Company), erasure.Value.Id.Value, Export: false));
        await foreach (var export in documents.All<Export>(platform.QueryEverywhere(Export.InState, "waiting"), ct))
            waiting.Add(new(new(export.Key.Company), export.Value.Id.Value, Export: true));
        return waiting;
    }
}
