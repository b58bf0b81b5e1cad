using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Reports;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Operations;

/// <summary>
/// Reads beforehand what people are about to look at: each company's dashboard, and boards and papers of the assessments that somebody sits
/// now. What is still remembered costs nothing.
/// </summary>
public sealed class WarmCaches(IDocumentStore documents, ReadAssessments assessments, ShowBoard boards, ShowPaper papers)
{
    private const int MostCompanies = 500, MostAttempts = 2_000, MostAssessments = 200;
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    public async Task Run(CancellationToken ct)
    {
        await foreach (var company in documents.Query<Company>(_platform.QueryEverywhere(Company.Everywhere) with { Limit = MostCompanies }, ct))
            await assessments.List(Actor.System(company.Value.Id), "", ct);

        foreach (var (company, assessment, paper) in await Sat(ct))
        {
            var actor = Actor.System(company);
            await boards.Run(actor, assessment, "", ct);
            await papers.Questions(actor, paper, ct);
        }
    }

    /// <summary>Those with attempts under way, the last to end first.</summary>
    private async Task<IReadOnlyList<(CompanyId Company, AssessmentId Assessment, PaperId Paper)>> Sat(CancellationToken ct)
    {
        var underWay = _platform.QueryEverywhere(Attempt.InState, "in-progress") with { Descending = true, Limit = MostAttempts };
        var sat = new HashSet<(CompanyId, AssessmentId, PaperId)>();
        await foreach (var attempt in documents.Query<Attempt>(underWay, ct))
            if (sat.Count < MostAssessments) sat.Add((new(attempt.Key.Company), attempt.Value.Assessment, attempt.Value.Paper));
        return [.. sat];
    }
}
