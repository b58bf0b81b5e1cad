using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>
/// Adds up what a company keeps. It reads each document once, so it is done once a day, or each hour where a limit is near; what it has so far is kept, so
/// that one that is cut off, or has looked at enough for now, goes on there.
/// </summary>
public sealed class MeasureStorage(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>Documents that one call looks at, and after how many what it has so far is kept.</summary>
    public const int Most = 200_000, Portion = 5_000;

    private static readonly TimeSpan _pace = TimeSpan.FromHours(23), _nearPace = TimeSpan.FromMinutes(50);

    /// <summary>Whoever operates the platform wants to know now.</summary>
    public async Task<Result<StorageUse>> Run(Actor actor, CompanyId company, CancellationToken ct)
    {
        if (!actor.OperatesPlatform || company == CompanyId.Platform) return Problems.Forbidden;
        var within = Actor.System(company);
        return await documents.Get<Company>(Company.Key(within), ct) switch
        {
            null => Problems.NotFound,
            { Value.Deletion: not null } => AskDeletion.UnderWay,
            _ => await Measure(within, Most, ct),
        };
    }

    /// <summary>Where its time has come.</summary>
    /// <returns>Whether it had.</returns>
    public async Task<bool> Due(Actor company, CancellationToken ct)
    {
        var (use, limit) = ((await StorageUse.Of(documents, company, ct)).Value, (await PlanLimits.Of(documents, company, ct)).Storage);
        var pace = new QuotaUse(Quota.Storage, use.Bytes, limit).State is QuotaState.Near or QuotaState.Reached ? _nearPace : _pace;
        if (use.Underway is null && use.MeasuredAt is { } last && clock.GetUtcNow() - last < pace) return false;
        await Measure(company, Most, ct);
        return true;
    }

    /// <param name="most">Documents to look at; what is left is for the next call.</param>
    internal async Task<StorageUse> Measure(Actor company, int most, CancellationToken ct)
    {
        var kept = await StorageUse.Of(documents, company, ct);
        var so = kept.Value.Underway ?? new(clock.GetUtcNow(), 0, "", "");
        var (looked, whole) = (0, true);
        await foreach (var document in documents.Walk(company.Range() with { AfterCollection = so.Collection, AfterId = so.Id }, ct))
        {
            if (looked == most)
            {
                whole = false;
                break;
            }

            so = so with { Bytes = so.Bytes + Encoding.UTF8.GetByteCount(document.Body ?? ""), Collection = document.Key.Collection, Id = document.Key.Id };
            if (++looked % Portion != 0) continue;
            if (await Keep(company, kept, kept.Value with { Underway = so }, ct) is not { } moved) return kept.Value;
            kept = moved;
        }

        var now = whole ? new StorageUse(so.Bytes, clock.GetUtcNow()) : kept.Value with { Underway = so };
        return (await Keep(company, kept, now, ct))?.Value ?? kept.Value;
    }

    /// <summary>Null when somebody else measures too, and is left to it, or the company goes.</summary>
    private async Task<Versioned<StorageUse>?> Keep(Actor actor, Versioned<StorageUse> kept, StorageUse now, CancellationToken ct)
    {
        var changes = new List<Change> { new(kept.Key, now, kept.Version) };
        if (kept.Version == 0)
        {
            // The first one must not be written behind a company that was deleted meanwhile.
            if (await documents.Get<Company>(Company.Key(actor), ct) is not { Value.Deletion: null } company) return null;
            changes.Add(Change.Update(company, company.Value));
        }

        return await documents.Commit(changes, [], ct) ? new(kept.Key, now, kept.Version + 1) : null;
    }
}
