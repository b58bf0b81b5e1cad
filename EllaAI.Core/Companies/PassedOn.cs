using EllaAI.Core.Access;
using EllaAI.Core.Operations;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <summary>Marks an event of one company that has reached the log of another, so that it does once. Holds nothing of whom it is about.</summary>
/// <param name="At">When it happened.</param>
public sealed record PassedOn(DateTimeOffset At)
{
    public const string Collection = "passed-on";

    /// <summary>Longer than anything goes on that has begun.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static IndexSpec Oldest { get; } = new(Collection, "passed-on-oldest", [], "at", AcrossCompanies: true);

    /// <summary>What brings the event, and where that lies: while it is there, it may come again. Empty in marks of earlier releases.</summary>
    public string From { get; init; } = "";

    public string Delivery { get; init; } = "";

    public static Change Mark(Actor company, DateTimeOffset at, Inbox inbox) =>
        Change.Create(company.Key(Collection, inbox.EventId), new PassedOn(at) { From = inbox.Done.Key.Company, Delivery = inbox.Done.Key.Id });

    /// <summary>Where its delivery is; null for a mark that does not say.</summary>
    internal DocumentKey? OfDelivery => CompanyId.IsValid(From) ? Actor.System(new(From)).Key(Operations.Delivery.Collection, Delivery) : null;
}

/// <summary>Forgets marks of what cannot come again; how many. One whose delivery waits, or is a dead letter, stays.</summary>
public sealed class ForgetPassedOn(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>Of one run: it is not to hold up other chores for hours.</summary>
    private const int Most = 100_000;

    public async Task<int> Run(CancellationToken ct)
    {
        var (gone, until) = (0, clock.GetUtcNow() - PassedOn.Kept);
        await foreach (var found in documents.All<PassedOn>(Actor.System(CompanyId.Platform).QueryEverywhere(PassedOn.Oldest), ct))
        {
            if (found.Value.At > until || gone == Most) break;
            if (found.Value.OfDelivery is { } key && await documents.Get<Delivery>(key, ct) is not null) continue;
            if (await documents.Commit([new(found.Key, null, found.Version)], [], ct)) gone++;
        }

        return gone;
    }
}
