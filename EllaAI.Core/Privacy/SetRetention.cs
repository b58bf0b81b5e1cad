using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Says for how long the company keeps attempts that are over.</summary>
public sealed class SetRetention(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>A preview looks at no more.</summary>
    public const int MostCounted = 10_000;

    public static Problem NeedsConfirming { get; } = new(
        "retention-erases", "This erases results that are kept now. Look at how many, and confirm it.", ProblemKind.Conflict);

    /// <summary>For whoever sees a board: how long that on it is kept.</summary>
    public async Task<Result<PrivacySettings>> Read(Actor actor, CancellationToken ct) =>
        actor.May(Permission.ViewResults) || actor.May(Permission.ErasePeople) ? (await PrivacySettings.Of(documents, actor, ct)).Value : Problems.Forbidden;

    /// <summary>How many attempts would be erased within the hour, at most <see cref="MostCounted"/>.</summary>
    /// <param name="days">Null for none.</param>
    public async Task<Result<int>> Preview(Actor actor, int? days, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (Check(days) is { } wrong) return wrong;
        if (days is not { } kept) return 0;
        var (count, before) = (0, clock.GetUtcNow().AddDays(-kept));
        foreach (var state in EraseOldAttempts.Over)
            await foreach (var attempt in documents.All<Attempt>(actor.Query(Attempt.Ended, state), ct))
            {
                if (attempt.Value.ClosedAt >= before || count == MostCounted) break;
                count++;
            }

        return count;
    }

    /// <param name="erases">Whoever sets it has seen how many it erases.</param>
    public async Task<Result<PrivacySettings>> Run(Actor actor, int? days, bool erases, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform) return Problems.Forbidden;
        if (!(await Preview(actor, days, ct)).Ok(out var old, out var wrong)) return wrong;
        if (old > 0 && !erases) return NeedsConfirming;
        return await documents.Retry<PrivacySettings>(
            async () =>
            {
                var found = await PrivacySettings.Of(documents, actor, ct);
                if (found.Value.RetentionDays == days) return new Decision<PrivacySettings>(found.Value, [], []);
                var changed = found.Value with { RetentionDays = days };
                return new Decision<PrivacySettings>(
                    changed,
                    [Change.Update(found, changed)],
                    [actor.Did(AuditAction.RetentionChanged, "privacy", clock.GetUtcNow(), InShort(found.Value.RetentionDays), InShort(days))]);
            },
            ct);
    }

    private static string InShort(int? days) => days is { } kept ? $"{kept} days" : "for ever";

    private static Problem? Check(int? days) => days is < PrivacySettings.LeastDays or > PrivacySettings.MostDays
        ? Problems.Invalid("days", $"Results can be kept for {PrivacySettings.LeastDays} to {PrivacySettings.MostDays:N0} days.")
        : null;
}
