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
        var failed = new List<Exception>();
        await foreach (var company in documents.All<Company>(Actor.System(CompanyId.Platform).QueryEverywhere(Company.Everywhere), ct))
        {
            // Nothing begins in it any more, and nothing must be written into it while it goes.
            if (company.Value.Deletion is not null) continue;
            try
            {
                await Keep(company.Value.Id, page, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Those behind it are not to wait for it.
                failed.Add(e);
            }
        }

        if (failed.Count > 0) throw new AggregateException($"The usage of {failed.Count} companies could not be kept.", failed);
    }

    private async Task Keep(CompanyId id, Uri page, CancellationToken ct)
    {
        var within = Actor.System(id);
        await UsageHistory.Fold(documents, within, CountedExecutions.Day(clock.GetUtcNow()), ct);
        // Counts are right by themselves; once a day, or when there is none yet, they are held against what is there.
        if (await storage.Due(within, ct)) await CountedAssessments.Mend(documents, within, ct);
        await warn.Run(id, page, ct);
    }
}
