using EllaAI.Core.Access;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>The executions of a day in UTC.</summary>
public sealed record DayOfExecutions(DateOnly Day, long Count);

/// <summary>Days that are over, in one document in place of their parts.</summary>
public sealed record UsageHistory(IReadOnlyList<DayOfExecutions> Days)
{
    public const string Collection = "usage-history";
    public const int Kept = 60;

    public static async Task<Versioned<UsageHistory>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "executions");
        return await documents.Get<UsageHistory>(key, ct) ?? new(key, new([]), 0);
    }

    /// <summary>The last days, the oldest first, today among them; those without an execution too.</summary>
    internal static async Task<List<DayOfExecutions>> Last(IDocumentStore documents, Actor actor, int days, DateOnly today, CancellationToken ct)
    {
        // Parts before the history: a day that moves meanwhile is then counted twice rather than not at all, and right when it is read again.
        var parts = await Parts(documents, actor, ct);
        var counts = (await Of(documents, actor, ct)).Value.Days
            .Concat(parts.Select(p => new DayOfExecutions(CountedExecutions.DayOf(p.Key.Id), p.Value.Count)))
            .GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Sum(d => d.Count));
        return [.. Enumerable.Range(1 - days, days).Select(today.AddDays).Select(day => new DayOfExecutions(day, counts.GetValueOrDefault(day)))];
    }

    /// <summary>Moves days before yesterday: no commit of theirs is under way any more.</summary>
    public static async Task Fold(IDocumentStore documents, Actor company, DateOnly today, CancellationToken ct)
    {
        foreach (var day in (await Parts(documents, company, ct)).GroupBy(p => CountedExecutions.DayOf(p.Key.Id)).Where(d => d.Key < today.AddDays(-1)))
        {
            var found = await Of(documents, company, ct);
            var days = found.Value.Days.Append(new(day.Key, day.Sum(p => p.Value.Count)))
                .GroupBy(d => d.Day).Select(g => new DayOfExecutions(g.Key, g.Sum(d => d.Count)))
                .Where(d => d.Day > today.AddDays(-Kept)).OrderBy(d => d.Day).ToList();
            // Somebody else does the same: there is another hour.
            if (!await documents.Commit([new(found.Key, new UsageHistory(days), found.Version), .. day.Select(p => new Change(p.Key, null, p.Version))], [], ct)) return;
        }
    }

    private static async Task<List<Versioned<CountedExecutions>>> Parts(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var parts = new List<Versioned<CountedExecutions>>();
        await foreach (var part in documents.Walk<CountedExecutions>(Actor.System(actor.Company).Range(CountedExecutions.Collection), ct)) parts.Add(part);
        return parts;
    }
}
