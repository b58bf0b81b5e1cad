using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Companies;

namespace EllaAI.Core.Invitations;

/// <summary>What stands in a candidate's link: the company, a dot, and 256 random bits (base64url).</summary>
public sealed record InvitationToken(CompanyId Company, string Secret)
{
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    public static InvitationToken New(CompanyId company) =>
        new(company, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Null when the text cannot be a token.</summary>
    public static InvitationToken? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length - dot - 1 != SecretLength || !CompanyId.IsValid(text[..dot])) return null;
        return new(new CompanyId(text[..dot]), text[(dot + 1)..]);
    }

    /// <summary>SHA-256 in hexadecimal: enough for a secret of 256 random bits, which no dictionary holds.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public override string ToString() => $"{Company.Value}.{Secret}";
}
