using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <summary>One line of a company's log. Written once and never changed; each holds the hash of the one before.</summary>
/// <param name="Number">From 1 on, without a gap.</param>
/// <param name="Position">The number as text that sorts as it does.</param>
/// <param name="EventId">Of the event that it was made from.</param>
/// <param name="Previous">The hash of the entry before; empty for the first.</param>
/// <param name="Hash">SHA-256, in hexadecimal, of all else in it.</param>
public sealed record AuditEntry(
    long Number, string Position, string EventId, string Actor, string Action, string Target, DateTimeOffset At, string Before, string After, string Previous, string Hash)
{
    public const string Collection = "audit";

    public static IndexSpec Newest { get; } = new(Collection, "audit-newest", [], "position");

    // What is filtered stands in the order of when it was done, so that days bound it: an entry may be appended some time after.
    public static IndexSpec OfTime { get; } = new(Collection, "audit-of-time", [], "at");

    public static IndexSpec OfAction { get; } = new(Collection, "audit-of-action", ["action"], "at");

    public static IndexSpec OfActor { get; } = new(Collection, "audit-of-actor", ["actor"], "at");

    public static IndexSpec OfActorAndAction { get; } = new(Collection, "audit-of-actor-and-action", ["actor", "action"], "at");

    /// <summary>For who is in it at all.</summary>
    public static IndexSpec ByActor { get; } = new(Collection, "audit-by-actor", [], "actor");

    /// <summary>From where it was done: the id of an <see cref="Access.Origin"/>, empty where there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>As <see cref="Audited.For"/>.</summary>
    public string For { get; init; } = "";

    /// <summary>As <see cref="Audited.During"/>.</summary>
    public string During { get; init; } = "";

    public static AuditEntry Behind(AuditHead head, string eventId, Audited e)
    {
        var number = head.Count + 1;
        var entry = new AuditEntry(number, PositionOf(number), eventId, e.Actor, e.Action, e.Target, e.At, e.Before, e.After, head.Hash, "") { From = e.From, For = e.For, During = e.During };
        return entry with { Hash = entry.Sum() };
    }

    public DocumentKey Key(Actor actor) => actor.Key(Collection, Position);

    public static string PositionOf(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>
    /// What <see cref="Hash"/> must be. Every value is quoted, so that no two entries read the same. <see cref="From"/> stands at the end where there is
    /// one: entries of releases that had none keep their sums. So do those that no impersonation has to do with: the others have three texts more.
    /// </summary>
    public string Sum() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string[]>(
    [
        Previous, Position, EventId, Actor, Action, Target, At.UtcTicks.ToString(CultureInfo.InvariantCulture), Before, After, .. (string[])(For.Length > 0 || During.Length > 0 ? [From, For, During] : From.Length > 0 ? [From] : []),
    ])));
}

/// <summary>Where the chain ends: without it, entries cut off at the end would not be missed.</summary>
/// <param name="Hash">Of the last entry; empty when there is none.</param>
public sealed record AuditHead(long Count, string Hash)
{
    public const string Collection = "audit-head";

    public static async Task<Versioned<AuditHead>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "head");
        return await documents.Get<AuditHead>(key, ct) ?? new(key, new(0, ""), 0);
    }
}
