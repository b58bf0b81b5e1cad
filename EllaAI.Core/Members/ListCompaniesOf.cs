using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <param name="Name">Of the company, for people.</param>
public sealed record CompanyOfMember(Membership Membership, string Name)
{
    /// <summary>How they have to be signed in to act for it.</summary>
    public SignInRules Rules { get; init; } = new();

    public CompanyRegion Region { get; init; } = new();
}

/// <summary>The companies for which a person may act at this moment, in the order in which they joined.</summary>
public sealed class ListCompaniesOf(IDocumentStore documents, FeatureDefaults? defaults = null)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<CompanyOfMember>> Run(AccountId account, CancellationToken ct)
    {
        var companies = new List<CompanyOfMember>();
        await foreach (var membership in Memberships(account, ct))
            if (await Of(membership, ct) is { } company) companies.Add(company);
        return companies;
    }

    /// <summary>Those that are suspended meanwhile.</summary>
    public async Task<IReadOnlyList<Company>> Suspended(AccountId account, CancellationToken ct)
    {
        var suspended = new List<Company>();
        await foreach (var membership in Memberships(account, ct))
            if (await documents.Get<Company>(Company.Key(Actor.System(membership.Company)), ct) is { Value: { Suspended: not null } company }) suspended.Add(company);
        return suspended;
    }

    private async IAsyncEnumerable<Membership> Memberships(AccountId account, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = Actor.System(CompanyId.Platform).QueryEverywhere(Member.OfAccount, account.Value.ToString("N")) with { Limit = Most };
        await foreach (var found in documents.Query<Member>(query, ct))
            if (!found.Value.Disabled) yield return new(new(found.Key.Company), found.Value.Role);
    }

    internal async Task<CompanyOfMember?> Of(Membership membership, CancellationToken ct)
    {
        if (membership.Company == CompanyId.Platform) return new(membership, "Platform");
        var company = await documents.Get<Company>(Company.Key(Actor.System(membership.Company)), ct);
        return company is null or { Value.Suspended: not null } ? null : new(membership, company.Value.Name) { Rules = Rules(company.Value), Region = company.Value.Region };
    }

    private SignInRules Rules(Company company) => Feature.SingleSignOn.IsOnFor(company, defaults) ? company.SignIn : company.SignIn.WithoutProvider();
}
