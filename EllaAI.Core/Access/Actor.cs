using EllaAI.Core.Api;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Operations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>
/// On whose behalf a use case runs, for one company. The only maker of document keys, cache keys and queries,
/// so that whoever acts for one company cannot name another one's documents.
/// </summary>
public sealed class Actor
{
    /// <summary>Before a key's id in <see cref="Name"/>.</summary>
    public const string ProgramPrefix = "api-key/";

    /// <summary>For the log: somebody who never showed who they are. Nobody acts as this.</summary>
    public const string Visitor = "visitor";

    private static readonly HashSet<Permission> _everything = [.. Enum.GetValues<Permission>()];
    private readonly IReadOnlySet<Permission> _permissions;

    private Actor(string name, CompanyId company, IReadOnlySet<Permission> permissions, AttemptId? attempt = null, SeatId? seat = null, AccountId? account = null, OriginId? origin = null, ActingFor? acting = null) =>
        (Name, Company, _permissions, Attempt, Seat, Account, Origin, Acting) = (name, company, permissions, attempt, seat, account, origin, acting);

    /// <summary>For the audit: an account id, <c>api-key/</c> and the id of one, <c>candidate</c> or <c>system</c>.</summary>
    public string Name { get; }

    public CompanyId Company { get; }

    /// <summary>The one attempt that a candidate may touch.</summary>
    public AttemptId? Attempt { get; }

    /// <summary>The browser that a candidate sits at; null for everybody else.</summary>
    public SeatId? Seat { get; }

    /// <summary>Of a member; null for candidates and the system.</summary>
    public AccountId? Account { get; }

    /// <summary>From where a member or a program acts; null where that is not known.</summary>
    public OriginId? Origin { get; }

    /// <summary>Set where an admin of the platform acts as the member: <see cref="Name"/> is then theirs, and <see cref="Account"/> the member's.</summary>
    public ActingFor? Acting { get; }

    public static Actor Member(AccountId account, Membership membership, OriginId? origin = null) => new(
        account.Value.ToString("N"),
        membership.Company,
        // A role of the platform means nothing in a company, and a company's role nothing on the platform.
        membership.Role == Role.PlatformAdmin == (membership.Company == CompanyId.Platform) ? PermissionTable.ByRole[membership.Role] : new HashSet<Permission>(),
        account: account,
        origin: origin);

    /// <summary>An admin of the platform who acts as a member: with the member's role, without what is <see cref="Withheld"/>.</summary>
    public static Actor Impersonator(AccountId by, ActingFor acting, Membership membership, OriginId? origin = null) => new(
        by.Value.ToString("N"),
        membership.Company,
        membership.Company == CompanyId.Platform ? new HashSet<Permission>() : PermissionTable.ByRole[membership.Role].Except(Withheld.All.Keys).ToHashSet(),
        account: acting.Member,
        origin: origin,
        acting: acting);

    public static Actor Candidate(CompanyId company, AttemptId attempt, SeatId seat) =>
        new("candidate", company, new HashSet<Permission> { Permission.TakeAttempt }, attempt, seat);

    /// <summary>Holds an invitation link for this company and nothing else yet.</summary>
    public static Actor LinkHolder(CompanyId company) => new("candidate", company, new HashSet<Permission>());

    /// <summary>A program of the company's: what the scopes come to, and nothing beyond.</summary>
    /// <param name="scopes">Names of <see cref="ApiScopes"/>.</param>
    public static Actor Program(CompanyId company, ApiKeyId key, IEnumerable<string> scopes, OriginId? origin = null) =>
        new($"{ProgramPrefix}{key.Value:N}", company, ApiScopes.PermissionsOf(scopes), origin: origin);

    /// <summary>Jobs, and the composition root.</summary>
    public static Actor System(CompanyId company) => new("system", company, _everything);

    public bool May(Permission permission) => _permissions.Contains(permission);

    /// <summary>Why they may not; null when they may. Whoever acts as a member is told that it is for that.</summary>
    public Problem? Refusal(Permission permission) =>
        May(permission) ? null : Acting is not null && Withheld.All.TryGetValue(permission, out var withheld) ? withheld : Problems.Forbidden;

    /// <summary>True for whoever sees to the installation: on the platform, and nowhere else.</summary>
    public bool OperatesPlatform => Company == CompanyId.Platform && May(Permission.OperatePlatform);

    /// <summary>True for the candidate of this attempt and for the system.</summary>
    public bool MayTake(AttemptId attempt) => May(Permission.TakeAttempt) && (Attempt is null || Attempt == attempt);

    public DocumentKey Key(string collection, string id) => new(Company.Value, collection, id);

    public DocumentKey Key<T>(string collection, T id)
        where T : struct, IId<T> => Key(collection, id.Value.ToString("N"));

    /// <param name="subject">A word without a slash; what is forgotten together.</param>
    public CacheKey Cached(string subject, string id) => new(Company.Value, subject, id);

    public CacheKey Cached<T>(string subject, T id)
        where T : struct, IId<T> => Cached(subject, id.Value.ToString("N"));

    /// <summary>All entries of one subject; without one, all of the company's.</summary>
    public CacheTag CachedAll(string subject = "") => new(Company.Value, subject);

    public DocumentQuery Query(IndexSpec index, params IReadOnlyList<object> values) => new(Company.Value, index, values);

    /// <summary>Only the system's to ask: it is every document, whatever it is about.</summary>
    /// <exception cref="InvalidOperationException">This actor is not the system.</exception>
    public DocumentRange Range(string collection = "", string prefix = "") => May(Permission.RunJobs)
        ? new(Company.Value, collection, prefix)
        : throw new InvalidOperationException($"{Name} may not walk through documents.");

    /// <exception cref="InvalidOperationException">This actor is not the system on the platform.</exception>
    public DocumentQuery QueryEverywhere(IndexSpec index, params IReadOnlyList<object> values) =>
        Company == CompanyId.Platform && May(Permission.RunJobs) && index.AcrossCompanies
            ? new(null, index, values)
            : throw new InvalidOperationException($"{Name} may not ask {index.Name} across companies.");
}
