using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Audit;

/// <summary>For whoever runs the installation, from the command line: whether each company's log is as it was written, and the platform's.</summary>
public sealed class VerifyAllAudits(IDocumentStore documents)
{
    /// <param name="only">Ids of companies; none for all, with the platform.</param>
    public async IAsyncEnumerable<(CompanyId Company, AuditCheck Check)> Run(IReadOnlyCollection<string> only, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var company in only.Count > 0 ? Named(only) : All(ct))
        {
            if ((await new VerifyAudit(documents).Run(Actor.System(company), ct)).Ok(out var check, out _)) yield return (company, check);
        }
    }

    private static IAsyncEnumerable<CompanyId> Named(IReadOnlyCollection<string> ids) => ids.Select(id => new CompanyId(id)).ToAsyncEnumerable();

    private async IAsyncEnumerable<CompanyId> All([EnumeratorCancellation] CancellationToken ct)
    {
        yield return CompanyId.Platform;
        var query = Actor.System(CompanyId.Platform).QueryEverywhere(Company.Everywhere);
        for (var page = await documents.ToPage<Company>(query, ct); ; page = await documents.ToPage<Company>(query with { Cursor = page.Next }, ct))
        {
            foreach (var company in page.Items) yield return company.Value.Id;
            if (page.Next.Length == 0) yield break;
        }
    }
}
