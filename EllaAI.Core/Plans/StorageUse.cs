using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>The bytes of a company's documents, its logo and its exports among them, as they were measured last.</summary>
/// <param name="MeasuredAt">Null before the first time.</param>
public sealed record StorageUse(long Bytes, DateTimeOffset? MeasuredAt)
{
    public const string Collection = "storage-use";

    /// <summary>Where a measuring that is not through goes on; null while none is.</summary>
    public Measuring? Underway { get; init; }

    public static async Task<Versioned<StorageUse>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "all");
        return await documents.Get<StorageUse>(key, ct) ?? new(key, new(0, null), 0);
    }

    /// <summary>Why nothing new is kept; null where something is. What was never measured is in nobody's way.</summary>
    internal static async Task<Problem?> Refuses(IDocumentStore documents, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if ((await PlanLimits.Of(documents, actor, ct)).Storage is not { } limit) return null;
        var use = (await Of(documents, actor, ct)).Value;
        return use.MeasuredAt is not null && use.Bytes >= limit ? PlanProblems.Reached(Quota.Storage, use.Bytes, limit, now) : null;
    }
}

/// <param name="Bytes">So far.</param>
/// <param name="Collection">Of the last document that was looked at; empty before the first.</param>
/// <param name="Id">The same.</param>
public sealed record Measuring(DateTimeOffset BeganAt, long Bytes, string Collection, string Id);
