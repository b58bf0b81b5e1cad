using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Never shown to anybody but its own cookie: who knew it could not use it, for the cookie is sealed, but need not know it either.</summary>
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    public static SessionId Of(Guid value) => new(value);
}

/// <summary>What somebody showed when a session began.</summary>
public enum SessionProof
{
    Password,

    /// <summary>A password and a code, or a passkey.</summary>
    TwoSteps,

    /// <summary>The word of a company's provider.</summary>
    Provider,
}

/// <summary>How a session begins.</summary>
/// <param name="Only">The one company that it counts for; null for all of the person's.</param>
public sealed record Opening(SessionProof Proof, CompanyId? Only = null)
{
    /// <summary>When it was shown, in the session that this one goes on as; null for now. The longest time of a session counts from there.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>For the log; null for one that goes on as another, which nobody signed in for.</summary>
    public SignInWay? Way { get; init; }

    public static Opening ByPassword { get; } = new(SessionProof.Password);

    public static Opening InTwoSteps { get; } = new(SessionProof.TwoSteps);

    /// <summary>What one company's provider says means nothing to another company.</summary>
    public static Opening ByProvider(CompanyId company) => new(SessionProof.Provider, company);
}

/// <summary>One browser in which somebody is signed in. Without it its cookie is worth nothing.</summary>
/// <param name="Stamp">The account's security stamp when it began.</param>
/// <param name="Agent">What the browser calls itself, cut.</param>
/// <param name="Address">Where it was last seen.</param>
public sealed record Session(
    SessionId Id, AccountId Account, string Stamp, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string Agent, string Address)
{
    public const string Collection = "session";
    public const int MaxAgent = 300;

    /// <summary>Without being seen.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How often it is noted that it was seen: each note is a write.</summary>
    public static readonly TimeSpan Noted = TimeSpan.FromMinutes(5);

    public static IndexSpec OfAccount { get; } = new(Collection, "session-of-account", ["account"], "seenAt");

    public static IndexSpec Oldest { get; } = new(Collection, "session-oldest", [], "seenAt");

    /// <summary>For the audit: where <see cref="Address"/> is told. Null in sessions of releases that had none.</summary>
    public OriginId? Origin { get; init; }

    public SessionProof Proof { get; init; }

    /// <summary>The one company that it counts for; null for all of the person's.</summary>
    public CompanyId? Only { get; init; }

    /// <summary>Set in one in which its person acts as a member of the company. It counts while that does.</summary>
    public ImpersonationId? Acting { get; init; }

    internal static Actor Platform { get; } = Actor.System(CompanyId.Platform);

    public static DocumentKey Key(SessionId id) => Platform.Key(Collection, id);

    public bool IsOver(DateTimeOffset now) => now - SeenAt > Lifetime;
}
