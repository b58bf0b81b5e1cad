using System.Security.Cryptography;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId Of(Guid value) => new(value);
}

/// <summary>What somebody is in one company.</summary>
public sealed record Membership(CompanyId Company, Role Role);

/// <summary>A person who signs in. Lives on the platform: one person may be a <see cref="Members.Member"/> of several companies.</summary>
/// <param name="NormalizedEmail">Upper case, as the sign-in library compares it.</param>
/// <param name="SecurityStamp">Changes when sessions have to end.</param>
public sealed record Account(
    AccountId Id,
    string Name,
    string Email,
    string NormalizedEmail,
    string PasswordHash,
    string SecurityStamp)
{
    public const string Collection = "account";

    public static IndexSpec ByEmail { get; } = new(Collection, "account-by-email", ["normalizedEmail"], "name");

    /// <summary>Whoever has the address can read what is sent there. Accounts made before this was asked count as confirmed.</summary>
    public bool EmailConfirmed { get; init; } = true;

    /// <summary>Since when nobody signs in with it; null while it is in use.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Null without a second step.</summary>
    public Authenticator? Authenticator { get; init; }

    /// <summary>Hashes of those not used yet.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>Browsers that are not asked for the second step, oldest first.</summary>
    public IReadOnlyList<TrustedDevice> Devices { get; init; } = [];

    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    /// <summary>Of an admin of the platform: the impersonation that they began last. None that they began before counts. Null when there was none.</summary>
    public ImpersonationId? Acts { get; init; }

    /// <summary>Every other session ends, and every device shows both steps again.</summary>
    public Account WithPassword(string hash) => this with { PasswordHash = hash, SecurityStamp = NewStamp(), Devices = [] };

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    /// <summary>As addresses are compared.</summary>
    public static string Normal(string email) => email.Trim().Normalize().ToUpperInvariant();
}
