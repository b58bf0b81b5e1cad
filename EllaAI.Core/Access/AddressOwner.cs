using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Access;

/// <summary>Says whose an address is, and that no two accounts have the same: of two that are made at once, one is.</summary>
public sealed record AddressOwner(AccountId Account)
{
    public const string Collection = "address";

    public static Change Create(Account account) => Change.Create(Key(account), new AddressOwner(account.Id));

    /// <summary>It never changes, so its version is the first.</summary>
    public static Change Remove(Account account) => new(Key(account), null, 1);

    internal static DocumentKey Key(Account account) =>
        Actor.System(CompanyId.Platform).Key(Collection, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.NormalizedEmail))));
}
