using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>A key pair of which a device or a password manager keeps the private half. Counts as both steps: it asks for a finger, a face or a PIN.</summary>
/// <param name="Id">The credential's id, in base64url.</param>
/// <param name="PublicKey">In base64url.</param>
/// <param name="SignCount">Of its last use; 0 for those that do not count. One that does not grow is a copy.</param>
public sealed record Passkey(
    string Id, string Name, string PublicKey, long SignCount, IReadOnlyList<string> Transports, bool BackupEligible, bool BackedUp,
    DateTimeOffset Since, DateTimeOffset? LastUsed)
{
    public const int MaxName = 60;

    /// <summary>Of one account.</summary>
    public const int Most = 20;

    /// <summary>In one line; empty names become <paramref name="otherwise"/>.</summary>
    public static string NameOf(string? typed, string otherwise)
    {
        var line = string.Concat((typed ?? "").Trim().Where(c => !Text.IsUnprintable(c)).Take(MaxName));
        return Text.IsBlank(line) ? otherwise : line;
    }
}

/// <summary>Says whose a passkey is, and that no two accounts have the same.</summary>
public sealed record PasskeyOwner(AccountId Account)
{
    public const string Collection = "passkey";

    public static DocumentKey Key(string passkey) => Actor.System(CompanyId.Platform).Key(Collection, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passkey))));

    public static Change Create(string passkey, AccountId account) => Change.Create(Key(passkey), new PasskeyOwner(account));

    /// <summary>It never changes, so its version is the first.</summary>
    public static Change Remove(string passkey) => new(Key(passkey), null, 1);
}
