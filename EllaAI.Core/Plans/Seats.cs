using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>What a commit that takes a place has besides; nothing where there is no limit.</summary>
internal sealed record Seat(IReadOnlyList<Change> Changes, IReadOnlyList<IEvent> Events);

/// <summary>
/// Who can act for a company, and who is invited to. The roster is part of each commit that takes a place, also where it does not change: of two who
/// want the last one, one looks again.
/// </summary>
internal static class Seats
{
    /// <summary>For a commit in which somebody becomes one who can act.</summary>
    /// <param name="uses">The invitation that they follow, which gives back its place.</param>
    public static async Task<Result<List<IEvent>>> Join(
        IDocumentStore documents, Actor actor, Versioned<Roster> roster, Roster moved, MemberInvitationId? uses, DateTimeOffset now, CancellationToken ct)
    {
        if (moved.Members <= roster.Value.Members || await Limit(documents, actor, ct) is not { } limit) return new List<IEvent>();
        var open = await Open(documents, actor, now, ct);
        var after = moved.Members + open.Count(i => i.Id != uses);
        return after > limit
            ? PlanProblems.Reached(Quota.Members, roster.Value.Members + open.Count, limit, now)
            : QuotaNeared.When(actor.Company, Quota.Members, after, limit).ToList();
    }

    /// <summary>Why nobody could join now; null when somebody could. To be asked before an account is made for them; the commit asks again.</summary>
    public static async Task<Problem?> Full(IDocumentStore documents, Actor actor, MemberInvitationId? uses, DateTimeOffset now, CancellationToken ct)
    {
        var roster = await Roster.Of(documents, actor, ct);
        var more = roster.Value with { Members = roster.Value.Members + 1 };
        return (await Join(documents, actor, roster, more, uses, now, ct)).Ok(out _, out var full) ? null : full;
    }

    /// <summary>For a commit that invites somebody. Sending an open invitation again takes no other place.</summary>
    public static async Task<Result<Seat>> Invite(IDocumentStore documents, Actor actor, MemberInvitationId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await Limit(documents, actor, ct) is not { } limit) return new Seat([], []);
        var (roster, open) = (await Roster.Of(documents, actor, ct), await Open(documents, actor, now, ct));
        var used = roster.Value.Members + open.Count;
        var touched = new Change(roster.Key, roster.Value, roster.Version);
        if (open.Exists(i => i.Id == id)) return new Seat([touched], []);
        if (used >= limit) return PlanProblems.Reached(Quota.Members, used, limit, now);
        return new Seat([touched], [.. QuotaNeared.When(actor.Company, Quota.Members, used + 1, limit)]);
    }

    public static async Task<long> Used(IDocumentStore documents, Actor actor, DateTimeOffset now, CancellationToken ct) =>
        (await Roster.Of(documents, actor, ct)).Value.Members + (await Open(documents, actor, now, ct)).Count;

    private static async Task<long?> Limit(IDocumentStore documents, Actor actor, CancellationToken ct) => (await PlanLimits.Of(documents, actor, ct)).Members;

    private static async Task<List<MemberInvitation>> Open(IDocumentStore documents, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var all = await documents.Query<MemberInvitation>(actor.Query(MemberInvitation.Newest) with { Limit = MemberInvitation.MaxOpen }, ct).ToList(ct);
        return all.FindAll(i => !i.IsExpired(now));
    }
}
