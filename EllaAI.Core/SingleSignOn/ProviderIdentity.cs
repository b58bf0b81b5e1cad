using System.Security.Cryptography;
using System.Text;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Who a provider says somebody is, after its word was checked.</summary>
/// <param name="Issuer">As of the settings.</param>
/// <param name="Subject">Never given to anybody else by this issuer.</param>
/// <param name="Verified">The provider made sure that the address is theirs.</param>
public sealed record ProviderIdentity(string Issuer, string Subject, string? Email, bool Verified, string? Name)
{
    private const int MaxName = 100;

    /// <summary>The same for the same person, and of one length. Its beginning tells the issuer.</summary>
    public string Mark => $"{MarkOf(Issuer)}:{Hash($"{Issuer}\n{Subject}")}";

    public static string MarkOf(string issuer) => Hash(issuer)[..16];

    /// <summary>In one line; the address's first half for whoever has no name.</summary>
    public string NameOr(string email)
    {
        var name = string.Concat((Name ?? "").Trim().Where(c => !Text.IsUnprintable(c)).Take(MaxName)).Trim();
        return Text.IsBlank(name) ? email[..email.LastIndexOf('@')] : name;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
