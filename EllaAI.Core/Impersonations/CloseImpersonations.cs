using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Impersonations;

/// <summary>Notes the end of those that are over by themselves: their time is up, a session was ended, a role was lost. Done twice at once it is noted once.</summary>
public sealed class CloseImpersonations(IDocumentStore documents, CheckImpersonation check, EndImpersonation end)
{
    /// <returns>How many.</returns>
    public Task<int> In(CompanyId company, CancellationToken ct) => Close(Actor.System(company).Query(Impersonation.InState, "running"), ct);

    public Task<int> Everywhere(CancellationToken ct) => Close(Session.Platform.QueryEverywhere(Impersonation.InState, "running"), ct);

    private async Task<int> Close(DocumentQuery running, CancellationToken ct)
    {
        var over = new List<(CompanyId Company, ImpersonationId Id, ImpersonationEnd Why)>();
        await foreach (var found in documents.All<Impersonation>(running, ct))
        {
            var company = new CompanyId(found.Key.Company);
            if ((await check.Run(company, found.Value.Id, ct)).Over is { } why) over.Add((company, found.Value.Id, why));
        }

        foreach (var (company, id, why) in over) await end.Note(company, id, why, ct);
        return over.Count;
    }
}
