using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Companies;

/// <param name="Members">How many are enabled.</param>
/// <param name="Owners">Enabled ones, a few of them.</param>
public sealed record CompanyFacts(Company Company, int Members, IReadOnlyList<Member> Owners);

/// <summary>One company as whoever operates the platform sees it: what it is and who belongs to it, and nothing of what they do.</summary>
public sealed class ShowCompany(IDocumentStore documents)
{
    private const int MostOwners = 10, MostRead = 50;

    public async Task<Result<CompanyFacts>> Run(Actor actor, CompanyId id, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        var company = Actor.System(id);
        if (await documents.Get<Company>(Company.Key(company), ct) is not { } found) return Problems.NotFound;
        var owners = new List<Member>();
        await foreach (var member in documents.Query<Member>(company.Query(Member.InRole, Execution.KebabName.Of(Role.Owner)) with { Limit = MostRead }, ct))
        {
            if (!member.Value.Disabled) owners.Add(member.Value);
            if (owners.Count == MostOwners) break;
        }

        return new CompanyFacts(found.Value, (await Roster.Of(documents, company, ct)).Value.Members, owners);
    }

    /// <summary>By name, 50 to a page.</summary>
    public async Task<Result<Page<Member>>> Members(Actor actor, CompanyId id, string cursor, CancellationToken ct)
    {
        if (!actor.OperatesPlatform) return Problems.Forbidden;
        if (id == CompanyId.Platform || await documents.Get<Company>(Company.Key(Actor.System(id)), ct) is null) return Problems.NotFound;
        var page = await documents.ToPage<Member>(Actor.System(id).Query(Member.ByName) with { Limit = 50, Cursor = cursor }, ct);
        return new Page<Member>([.. page.Items.Select(m => m.Value)], page.Next);
    }
}
