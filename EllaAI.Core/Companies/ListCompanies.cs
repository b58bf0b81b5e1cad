using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <param name="Members">Enabled ones.</param>
/// <param name="Owners">Enabled ones.</param>
public sealed record CompanyLine(Company Company, int Members, int Owners);

/// <summary>The companies of the installation, by name, 50 to a page. Nothing of what they do.</summary>
public sealed class ListCompanies(IDocumentStore documents)
{
    public async Task<Result<Page<CompanyLine>>> Run(Actor actor, string cursor, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        var page = await documents.ToPage<Company>(Actor.System(CompanyId.Platform).QueryEverywhere(Company.Everywhere) with { Limit = 50, Cursor = cursor }, ct);
        var lines = new List<CompanyLine>();
        foreach (var found in page.Items)
        {
            var roster = await Roster.Of(documents, Actor.System(found.Value.Id), ct);
            lines.Add(new(found.Value, roster.Value.Members, roster.Value.Owners));
        }

        return new Page<CompanyLine>(lines, page.Next);
    }
}
