using EllaAI.Core.Api;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Random: it says nothing of the address that it stands for.</summary>
public readonly record struct OriginId(Guid Value) : IId<OriginId>
{
    public static OriginId Of(Guid value) => new(value);
}

/// <summary>
/// From where somebody does something. Personal, so it lies beside the audit log, whose entries hold its id alone: forgetting it leaves the chain as it is.
/// </summary>
/// <param name="Agent">What the browser calls itself, cut.</param>
public sealed record Origin(OriginId Id, AccountId Account, string Address, string Agent, DateTimeOffset At)
{
    public const string Collection = "origin";

    /// <summary>How long it is told: as long as such a question is usually asked.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>For how long the same place is the same origin: it is forgotten by when it was first seen.</summary>
    public static readonly TimeSpan Used = TimeSpan.FromDays(30);

    public static IndexSpec OfAccount { get; } = new(Collection, "origin-of-account", ["account"], "at");

    public static IndexSpec OfProgram { get; } = new(Collection, "origin-of-program", ["program"], "at");

    public static IndexSpec Oldest { get; } = new(Collection, "origin-oldest", [], "at", AcrossCompanies: true);

    /// <summary>Set where a program of a company's did it, by this key. It lies in the company then, and not on the platform.</summary>
    public ApiKeyId? Program { get; init; }

    /// <summary>Of a person's.</summary>
    public static DocumentKey Key(OriginId id) => Session.Platform.Key(Collection, id);
}

/// <summary>Forgets from where things were done long ago; how many.</summary>
public sealed class ForgetOrigins(IDocumentStore documents, TimeProvider clock)
{
    private const int AtOnce = 1000;

    /// <summary>Of one run: it is not to hold up other chores for hours.</summary>
    private const int Most = 100_000;

    public async Task<int> Run(CancellationToken ct)
    {
        for (var gone = 0; ;)
        {
            var some = await Some(ct);
            gone += some;
            // None, where others forget them at the same time.
            if (some == 0 || gone >= Most) return gone;
        }
    }

    private async Task<int> Some(CancellationToken ct)
    {
        var (gone, until) = (0, clock.GetUtcNow() - Origin.Kept);
        await foreach (var found in documents.Query<Origin>(Actor.System(CompanyId.Platform).QueryEverywhere(Origin.Oldest) with { Limit = AtOnce }, ct))
        {
            if (found.Value.At > until) break;
            if (await documents.Commit([new(found.Key, null, found.Version)], [], ct)) gone++;
        }

        return gone;
    }
}
