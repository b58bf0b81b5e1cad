using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Exports for whoever asked for them, and for nobody else.</summary>
public sealed class ReadExports(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<Result<IReadOnlyList<Export>>> List(Actor actor, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Account is not { } by) return Problems.Forbidden;
        return await OwnIn(Actor.System(actor.Company), by, e => e.Account is null, ct);
    }

    /// <summary>Of themselves.</summary>
    public async Task<IReadOnlyList<Export>> OfSelf(AccountId account, CancellationToken ct) =>
        await OwnIn(Actor.System(CompanyId.Platform), account, e => e.Account == account, ct);

    public async Task<Result<Export>> One(Actor actor, ExportId id, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Account is not { } by) return Problems.Forbidden;
        return await Open(Actor.System(actor.Company), id, by, ct);
    }

    /// <summary>Of themselves.</summary>
    public Task<Result<Export>> OneOfSelf(AccountId account, ExportId id, CancellationToken ct) => Open(Actor.System(CompanyId.Platform), id, account, ct);

    /// <summary>The file, part by part.</summary>
    /// <param name="within">Where it lies.</param>
    public async IAsyncEnumerable<byte[]> Content(CompanyId within, Export export, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var number = 0; number < export.Parts; number++)
            if (await documents.Get<ExportPart>(ExportPart.Key(Actor.System(within), export.Id, export.Try, number), ct) is { } part) yield return part.Value.Bytes;
            else throw new InvalidOperationException($"A part of export {export.Id.Value:N} is gone.");
    }

    private async Task<Result<Export>> Open(Actor within, ExportId id, AccountId by, CancellationToken ct) =>
        await documents.Get<Export>(Export.Key(within, id), ct) is not { Value: var export } || export.By != by ? Problems.NotFound
        : export.IsOver(clock.GetUtcNow()) ? PrivacyProblems.Expired
        : export.State != ExportState.Ready ? PrivacyProblems.Unfinished
        : export;

    private async Task<List<Export>> OwnIn(Actor within, AccountId by, Func<Export, bool> are, CancellationToken ct)
    {
        var own = new List<Export>();
        foreach (var state in (string[])["waiting", "ready"])
            await foreach (var found in documents.All<Export>(within.Query(Export.InState, state), ct))
                if (found.Value.By == by && are(found.Value) && !found.Value.IsOver(clock.GetUtcNow())) own.Add(found.Value);
        return [.. own.OrderByDescending(e => e.AskedAt)];
    }
}
