using System.Security.Cryptography;
using System.Text;

namespace EllaAI.Core.Access;

/// <summary>Codes for whoever has lost the second step. Of 80 random bits each, so that a plain hash keeps them.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;
    private const int Length = 16;

    /// <summary>Without letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <returns>As they are shown: <c>abcd-efgh-jkmn-pqrs</c>.</returns>
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => Grouped(RandomNumberGenerator.GetString(Alphabet, Length)))];

    public static string Hash(AccountId account, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Value:N}:{Plain(code)}")));

    public static bool LooksLikeOne(string text) => Plain(text).Length == Length;

    /// <summary>However it was typed: capitals, with or without dashes.</summary>
    private static string Plain(string code) =>
        string.Concat(code.Where(c => c is not ('-' or ' ')).Take(Length + 1)).ToLowerInvariant();

    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));
}
