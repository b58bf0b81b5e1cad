using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <param name="Entries">Newest first, as they are chained; read as they are asked for.</param>
public sealed record AuditExport(IAsyncEnumerable<AuditEntry> Entries);

/// <summary>All of a company's log, to be taken away. Its bounds are those of the moment when it was begun, whatever becomes of the company's time zone.</summary>
public sealed class ExportAudit(IDocumentStore documents)
{
    private const int AtOnce = 200;

    /// <summary>The first entries are read here, so that a store that is away is told before anything is sent.</summary>
    public async Task<Result<AuditExport>> Run(Actor actor, AuditFilter filter, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewAudit)) return Problems.Forbidden;
        if (filter.Wrong is { } wrong) return wrong;
        var query = await filter.Of(documents, actor, ct) with { Descending = true, Limit = AtOnce };
        return new AuditExport(Rest(query, await documents.ToPage<AuditEntry>(query, ct), ct));
    }

    private async IAsyncEnumerable<AuditEntry> Rest(DocumentQuery query, Page<Versioned<AuditEntry>> page, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            foreach (var entry in page.Items) yield return entry.Value;
            if (page.Next.Length == 0) yield break;
            page = await documents.ToPage<AuditEntry>(query with { Cursor = page.Next }, ct);
        }
    }
}
