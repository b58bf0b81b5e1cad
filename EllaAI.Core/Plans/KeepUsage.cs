using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Plans;

/// <summary>Keeps all companies' usage right: measures what is not counted, mends what is counted, and tells whoever is near a limit.</summary>
public sealed class KeepUsage(IDocumentStore documents, MeasureStorage storage, WarnOfQuotas warn, TimeProvider clock)
{
    /// <param name="page">Where usage is shown.</param>
    public async Task Run(Uri page, CancellationToken ct)
    {
        await foreach (var company in documents.All<Company>(Actor.System(CompanyId.Platform).QueryEverywhere(Company.Everywhere), ct))
        {
            // Nothing begins in it any more, and nothing must be written into it while it goes.
            if (company.Value.Deletion is not null) continue;
            var within = Actor.System(company.Value.Id);
            await CountedAssessments.Mend(documents, within, ct);
            await UsageHistory.Fold(documents, within, CountedExecutions.Day(clock.GetUtcNow()), ct);
            await storage.Due(within, ct);
            await warn.Run(company.Value.Id, page, ct);
        }
    }
}
