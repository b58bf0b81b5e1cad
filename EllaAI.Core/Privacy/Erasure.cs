using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

public readonly record struct ErasureId(Guid Value) : IId<ErasureId>
{
    public static ErasureId Of(Guid value) => new(value);
}

public enum ErasureKind
{
    /// <summary>Somebody who was invited by the company.</summary>
    Candidate,

    /// <summary>Somebody who signs in. Lies on the platform.</summary>
    Account,

    /// <summary>Attempts whose time has come: one a day.</summary>
    Retention,

    /// <summary>A whole company. Lies on the platform.</summary>
    Company,
}

public enum ErasureState
{
    Waiting,
    Done,
}

/// <summary>Erasing somebody: a job while it waits, and a receipt once it is done. The receipt holds nothing personal.</summary>
/// <param name="Subject">Who it is about, as <see cref="ErasureLedger.Mark"/> writes it: whoever knows a person can ask whether it was they.</param>
/// <param name="By">An account's id, or <c>system</c>.</param>
public sealed record Erasure(ErasureId Id, ErasureKind Kind, string Subject, string By, DateTimeOffset AskedAt)
{
    public const string Collection = "erasure";

    public static IndexSpec Newest { get; } = new(Collection, "erasure-newest", [], "askedAt");

    public static IndexSpec InState { get; } = new(Collection, "erasure-in-state", ["state"], "askedAt", AcrossCompanies: true);

    public ErasureState State { get; init; }

    /// <summary>As <see cref="Access.Account.Normal"/> writes it; null once it is done.</summary>
    public string? Address { get; init; }

    /// <summary>Null for others than accounts, and once it is done.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Of a company that was deleted.</summary>
    public Companies.CompanyId? Company { get; init; }

    /// <summary>What was made later is not meant; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It had been erased before, and a restored backup brought it back.</summary>
    public bool Again { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How many documents of which collection are gone.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    public Erasure Erased(IEnumerable<string> collections)
    {
        var counts = new SortedDictionary<string, int>(Counts.ToDictionary(), StringComparer.Ordinal);
        foreach (var collection in collections) counts[collection] = counts.GetValueOrDefault(collection) + 1;
        return this with { Counts = counts };
    }

    /// <summary>A receipt, from here on.</summary>
    public Erasure Done(DateTimeOffset now) => this with { State = ErasureState.Done, DoneAt = now, Address = null, Account = null };

    public static DocumentKey Key(Actor actor, ErasureId id) => actor.Key(Collection, id);
}

/// <summary>One erasure of a person at a time: lies under its subject while one waits.</summary>
public sealed record ErasureUnderway(ErasureId Erasure)
{
    public const string Collection = "erasure-underway";

    public static DocumentKey Key(Actor actor, string subject) => actor.Key(Collection, subject);
}

public static class PrivacyProblems
{
    public static Problem Nobody { get; } = new("nobody", "Nothing is kept about this address.", ProblemKind.NotFound);

    public static Problem UnderWay { get; } = new(
        "attempt-under-way", "This person is in the middle of an assessment. Confirm that it is to be ended first, or wait until it is over.", ProblemKind.Conflict);

    public static Problem Expired { get; } = new("export-expired", "This export was kept for a day, and is gone. Ask for a new one.", ProblemKind.Gone);

    public static Problem Unfinished { get; } = new("export-unfinished", "This export is still being made. Try again in a moment.", ProblemKind.Conflict);
}
