using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Members;

/// <summary>
/// A person's place in one company: the only thing that says who may act for it, and as what. Read anew for each request, each few seconds of
/// an open page, and each call of a program, so that a change is felt at once. Lies in the company under the account's id.
/// </summary>
/// <param name="Name">As of the account, for lists.</param>
/// <param name="Email">As of the account, for lists.</param>
/// <param name="SortName">The name as lists are sorted by it.</param>
public sealed record Member(AccountId Account, string Name, string Email, string SortName, Role Role, DateTimeOffset JoinedAt)
{
    public const string Collection = "member";

    public static IndexSpec ByName { get; } = new(Collection, "member-by-name", [], "sortName");

    public static IndexSpec InRole { get; } = new(Collection, "member-in-role", ["role"], "sortName");

    /// <summary>The companies of one person.</summary>
    public static IndexSpec OfAccount { get; } = new(Collection, "member-of-account", ["account"], "joinedAt", AcrossCompanies: true);

    /// <summary>Who the company's own provider says it is, as <see cref="SingleSignOn.ProviderIdentity.Mark"/>.</summary>
    public static IndexSpec ByIdentity { get; } = new(Collection, "member-by-identity", ["identity"], "joinedAt");

    /// <summary>The mark under which the company's provider knows them; empty for whoever never came through it.</summary>
    public string Identity { get; init; } = "";

    /// <summary>May not act for the company until somebody enables it again; what was done stays.</summary>
    public bool Disabled { get; init; }

    public static Member Of(Account account, Role role, DateTimeOffset now) =>
        new(account.Id, account.Name, account.Email, account.Name.ToUpperInvariant(), role, now);

    public static DocumentKey Key(Actor actor, AccountId account) => actor.Key(Collection, account);

    /// <summary>The role that must never be without anybody.</summary>
    public static Role Highest(CompanyId company) => company == CompanyId.Platform ? Role.PlatformAdmin : Role.Owner;

    /// <summary>The roles that a company's members can have, the least first.</summary>
    public static IReadOnlyList<Role> Roles(CompanyId company) =>
        company == CompanyId.Platform ? [Role.PlatformAdmin] : [Role.Viewer, Role.Reviewer, Role.Recruiter, Role.Admin, Role.Owner];
}
