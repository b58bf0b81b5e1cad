using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Operations;
using EllaAI.Core.Privacy;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;

namespace EllaAI.Core.Companies;

/// <summary>
/// Deletes companies whose day has come, every document of each, and the company itself at last: by it an unfinished deletion is found again. The
/// platform keeps a receipt, and that the id was in use.
/// </summary>
public sealed class DeleteCompanies(IDocumentStore documents, ErasureLedger ledger, ICache cache, TimeProvider clock)
{
    /// <summary>Well below the 500 writes that Firestore takes.</summary>
    private const int Portion = 50;

    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    /// <returns>How many are gone.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        await foreach (var company in documents.All<Company>(_platform.QueryEverywhere(Company.Everywhere), ct))
            if (company.Value.Deletion is { } deletion && deletion.At <= clock.GetUtcNow()) await Begin(company.Value.Id, deletion.By, again: false, ct);
        var gone = 0;
        await foreach (var erasure in documents.All<Erasure>(_platform.Query(Erasure.InState, "waiting"), ct))
        {
            if (erasure.Value is not { Kind: ErasureKind.Company, Company: { } id }) continue;
            await Delete(id, erasure.Value.Id, ct);
            gone++;
        }

        return gone;
    }

    /// <summary>One that is there again, since an older state of the documents was brought back.</summary>
    /// <returns>False when it could not begin.</returns>
    internal Task<bool> Again(CompanyId id, CancellationToken ct) => Begin(id, "system", again: true, ct);

    private async Task<bool> Begin(CompanyId id, string by, bool again, CancellationToken ct)
    {
        var (now, subject) = (clock.GetUtcNow(), await ledger.Mark(ErasureLedger.Company(id), ct));
        var erasure = new Erasure(new(Guid.NewGuid()), ErasureKind.Company, subject, by, now) { Company = id, Again = again };
        var used = await documents.Get<DeletedCompany>(DeletedCompany.Key(id), ct);
        // Refused when it is begun already.
        return await documents.Commit(
            [
                Change.Create(ErasureUnderway.Key(_platform, subject), new ErasureUnderway(erasure.Id)),
                Change.Create(Erasure.Key(_platform, erasure.Id), erasure),
                .. used is null ? [Change.Create(DeletedCompany.Key(id), new DeletedCompany(now))] : Array.Empty<Change>(),
            ],
            [],
            ct) || await documents.Get<ErasureUnderway>(ErasureUnderway.Key(_platform, subject), ct) is not null;
    }

    private async Task Delete(CompanyId id, ErasureId receipt, CancellationToken ct)
    {
        var company = Actor.System(id);
        if (await IsTakenBack(company, receipt, ct)) return;
        // They lie on the platform, and by its settings alone they are found.
        foreach (var domain in (await Provider.Of(documents, company, ct)).Value.Domains) await DomainOwner.Release(documents, domain.Name, id, ct);
        while (await Pass(company, receipt, ct)) ct.ThrowIfCancellationRequested();
        await cache.Forget(company.CachedAll(), ct);
        if (await documents.Get<Erasure>(Erasure.Key(_platform, receipt), ct) is not { Value: { State: ErasureState.Waiting } waiting } found) return;
        var now = clock.GetUtcNow();
        await ledger.Append(waiting.Subject, now, ct);
        while (await documents.Get<Company>(Company.Key(company), ct) is { } last)
            if (await documents.Commit([new(last.Key, null, last.Version)], [], ct)) break;
        var underway = await documents.Get<ErasureUnderway>(ErasureUnderway.Key(_platform, waiting.Subject), ct);
        await documents.Commit(
            [
                Change.Update(found, waiting.Erased([Company.Collection]).Done(now)),
                .. underway is null ? Array.Empty<Change>() : [new(underway.Key, null, underway.Version)],
            ],
            [new Audited(CompanyId.Platform, waiting.By, AuditAction.CompanyDeleted, $"company/{id.Value}", now, id.Value, $"{waiting.Counts.Values.Sum() + 1} documents")],
            ct);
        await ledger.Settle(waiting.Subject, now, ct);
    }

    /// <summary>Somebody was faster than the clock: then it stays, and this deletion is none.</summary>
    private async Task<bool> IsTakenBack(Actor company, ErasureId receipt, CancellationToken ct)
    {
        if (await documents.Get<Company>(Company.Key(company), ct) is not { Value.Deletion: null }) return false;
        if (await documents.Get<Erasure>(Erasure.Key(_platform, receipt), ct) is not { Value: { State: ErasureState.Waiting, Again: false } } found) return false;
        var underway = await documents.Get<ErasureUnderway>(ErasureUnderway.Key(_platform, found.Value.Subject), ct);
        var used = await documents.Get<DeletedCompany>(DeletedCompany.Key(company.Company), ct);
        return await documents.Commit(
            [
                new(found.Key, null, found.Version),
                .. underway is null ? Array.Empty<Change>() : [new(underway.Key, null, underway.Version)],
                .. used is null ? Array.Empty<Change>() : [new(used.Key, null, used.Version)],
            ],
            [],
            ct);
    }

    /// <summary>False when nothing but the company itself was left.</summary>
    private async Task<bool> Pass(Actor company, ErasureId receipt, CancellationToken ct)
    {
        var (any, portion, self) = (false, new List<StoredDocument>(), Company.Key(company));
        await foreach (var document in documents.Walk(company.Range(), ct))
        {
            if (document.Key == self) continue;
            portion.Add(document);
            any = true;
            if (portion.Count == Portion) await Erase(portion, receipt, ct);
        }

        if (portion.Count > 0) await Erase(portion, receipt, ct);
        return any;
    }

    private async Task Erase(List<StoredDocument> portion, ErasureId receipt, CancellationToken ct)
    {
        // Somebody may have written one of them meanwhile: the next pass finds what is left.
        if (await documents.Commit([.. portion.Select(d => new Change(d.Key, null, d.Version))], [], ct))
            await documents.Retry<int>(
                async () => await documents.Get<Erasure>(Erasure.Key(_platform, receipt), ct) is { } found
                    ? new Decision<int>(0, [Change.Update(found, found.Value.Erased(portion.Select(d => d.Key.Collection)))], [])
                    : Problems.NotFound,
                ct);
        portion.Clear();
    }
}
