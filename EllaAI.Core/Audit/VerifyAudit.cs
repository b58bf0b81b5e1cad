using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <param name="Entries">How many are as they were written, from the first on.</param>
/// <param name="Broken">The number of the first that is not; null when all are.</param>
/// <param name="Reason">What is wrong with it, in a sentence.</param>
public sealed record AuditCheck(long Entries, long? Broken, string Reason);

/// <summary>Reads a company's whole log and tells whether anybody changed, removed or put in an entry.</summary>
public sealed class VerifyAudit(IDocumentStore documents)
{
    private const int PageSize = 500;

    public async Task<Result<AuditCheck>> Run(Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        // Read first: what is appended meanwhile lies behind it.
        var head = (await AuditHead.Of(documents, actor, ct)).Value;
        var (number, hash, cursor) = (0L, "", "");
        while (number < head.Count)
        {
            var page = await documents.ToPage<AuditEntry>(actor.Query(AuditEntry.Newest) with { Limit = PageSize, Cursor = cursor }, ct);
            foreach (var entry in page.Items.Select(i => i.Value).TakeWhile(_ => number < head.Count))
            {
                if (Wrong(entry, number + 1, hash) is { } reason) return new AuditCheck(number, number + 1, reason);
                (number, hash) = (entry.Number, entry.Hash);
            }

            if (page.Next.Length == 0) break;
            cursor = page.Next;
        }

        if (number < head.Count) return new AuditCheck(number, number + 1, "It is missing.");
        if (hash != head.Hash) return new AuditCheck(number - 1, number, "The log ends with another one than was last written.");
        return await IsLast(actor, number, ct) ? new AuditCheck(number, null, "") : new AuditCheck(number, number + 1, "It was put in behind the end, or the end was set back.");
    }

    /// <summary>An entry and the new end are written in one commit: what lies behind the end as it is now was never appended.</summary>
    private async Task<bool> IsLast(Actor actor, long number, CancellationToken ct)
    {
        var last = await documents.Query<AuditEntry>(actor.Query(AuditEntry.Newest) with { Descending = true, Limit = 1 }, ct).ToList(ct);
        return last is [] || last[0].Number <= number || last[0].Number <= (await AuditHead.Of(documents, actor, ct)).Value.Count;
    }

    private static string? Wrong(AuditEntry entry, long expected, string previous) =>
        entry.Number != expected || entry.Position != AuditEntry.PositionOf(expected) ? "It is missing."
        : entry.Hash != entry.Sum() ? "It is not what was written."
        : entry.Previous != previous ? "The one before it is not the one that it was written behind."
        : null;
}
