using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>How far owners and admins have been told.</summary>
/// <param name="Limit">Of which it was: with another one it is another matter.</param>
/// <param name="Day">For executions, which begin anew each day; the first of days for the rest.</param>
public sealed record QuotaTold(Quota Quota, QuotaState State, long? Limit, DateOnly Day);

/// <summary>Of a company, so that each crossing of a line is told once.</summary>
public sealed record QuotaWarnings(IReadOnlyList<QuotaTold> Told)
{
    public const string Collection = "quota-warnings";

    public QuotaState Of(QuotaUse use, DateOnly day) => Told.FirstOrDefault(t => t.Quota == use.Quota && t.Limit == use.Limit && t.Day == day)?.State ?? QuotaState.Fine;
}

/// <summary>Mails owners and admins when a limit is near, and when it is reached: once each, until there is room again.</summary>
public sealed class WarnOfQuotas(IDocumentStore documents, ShowUsage usage, TimeProvider clock)
{
    /// <summary>So many are told of it at most; a commit is bounded.</summary>
    private const int MostTold = 50;

    /// <summary>Below it there is room again: lower than the lines, so that what goes back and forth over one is told once.</summary>
    private const int RoomPercent = 70;

    /// <param name="page">Where usage is shown.</param>
    /// <returns>How many quotas were told of.</returns>
    public async Task<int> Run(CompanyId id, Uri page, CancellationToken ct)
    {
        var company = Actor.System(id);
        // Its members are out, and nothing begins.
        var at = clock.GetUtcNow();
        if (await usage.Read(company, at, ct) is not { Company.Suspended: null } now) return 0;
        var key = company.Key(QuotaWarnings.Collection, "all");
        var found = await documents.Get<QuotaWarnings>(key, ct);
        var (before, told) = (found?.Value ?? new([]), new List<QuotaTold>());
        var worse = new List<QuotaUse>();
        // Whoever may have nothing knows it.
        foreach (var use in now.Quotas.Where(q => q.Limit != 0))
        {
            var day = use.Quota == Quota.Executions ? CountedExecutions.Day(at) : DateOnly.MinValue;
            var (was, isNow) = (before.Of(use, day), use.State is QuotaState.Near or QuotaState.Reached ? use.State : QuotaState.Fine);
            if (isNow > was) worse.Add(use);
            var stays = was > isNow && use.Percent >= RoomPercent ? was : isNow;
            if (stays > QuotaState.Fine) told.Add(new(use.Quota, stays, use.Limit, day));
        }

        if (told.ToHashSet().SetEquals(before.Told)) return 0;
        var (changes, events) = (new List<Change> { new(key, new QuotaWarnings(told), found?.Version ?? 0) }, new List<IEvent>());
        if (worse.Count > 0)
        {
            var responsible = await Responsible(company, ct);
            // Later then: its first owner is still to come.
            if (responsible.Count == 0) return 0;
            foreach (var member in responsible)
            {
                var (posted, written) = QuotaMail.Write(member, now.Company.Name, worse, page, at).Post(company);
                changes.Add(posted);
                events.Add(written);
            }
        }

        // Refused when somebody else tells it at this moment.
        return await documents.Commit(changes, events, ct) ? worse.Count : 0;
    }

    private async Task<List<Member>> Responsible(Actor company, CancellationToken ct)
    {
        var all = new List<Member>();
        await foreach (var member in documents.Walk<Member>(company.Range(Member.Collection), ct))
        {
            if (member.Value is { Disabled: false, Role: Role.Owner or Role.Admin } responsible) all.Add(responsible);
            if (all.Count == MostTold) break;
        }

        return all;
    }
}
