using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <param name="Name">Of the company, for people.</param>
public sealed record CompanyOfMember(Membership Membership, string Name);

/// <summary>The companies for which a person may act at this moment, in the order in which they joined.</summary>
public sealed class ListCompaniesOf(IDocumentStore documents)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<CompanyOfMember>> Run(AccountId account, CancellationToken ct)
    {
        var companies = new List<CompanyOfMember>();
        var query = Actor.System(CompanyId.Platform).QueryEverywhere(Member.OfAccount, account.Value.ToString("N")) with { Limit = Most };
        await foreach (var found in documents.Query<Member>(query, ct))
            if (!found.Value.Disabled && await Of(new(new(found.Key.Company), found.Value.Role), ct) is { } company) companies.Add(company);
        return companies;
    }

    internal async Task<CompanyOfMember?> Of(Membership membership, CancellationToken ct)
    {
        if (membership.Company == CompanyId.Platform) return new(membership, "Platform");
        var company = await documents.Get<Company>(Company.Key(Actor.System(membership.Company)), ct);
        return company is null or { Value.Suspended: not null } ? null : new(membership, company.Value.Name);
    }
}
