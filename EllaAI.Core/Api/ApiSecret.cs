using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Companies;

namespace EllaAI.Core.Api;

/// <summary>What a program keeps: <c>ella_</c>, the company, and 256 random bits in hexadecimal, so that a scanner knows it where it should not be.</summary>
public sealed record ApiSecret(CompanyId Company, string Bits)
{
    private const string Prefix = "ella";
    private const int Bytes = 32;
    private const int ShownBits = 4;

    public static ApiSecret New(CompanyId company) => new(company, RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true));

    /// <summary>Null when the text cannot be one.</summary>
    public static ApiSecret? Parse(string text) =>
        text.Length <= 200 && text.Split('_') is [Prefix, var company, { Length: 2 * Bytes } bits]
            && CompanyId.IsValid(company) && bits.All(char.IsAsciiHexDigitLower) ? new(new(company), bits) : null;

    /// <summary>SHA-256: enough for 256 random bits, which no dictionary holds.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())));

    public string Start() => $"{Prefix}_{Company}_{Bits[..ShownBits]}";

    public override string ToString() => $"{Prefix}_{Company}_{Bits}";
}
