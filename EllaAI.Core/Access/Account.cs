using EllaAI.Core.Companies;
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

    public int FailedSignIns { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>As addresses are compared.</summary>
    public static string Normal(string email) => email.Trim().Normalize().ToUpperInvariant();
}
