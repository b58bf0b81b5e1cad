using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>
/// A password as it is hashed: what was typed, with all its spaces. Only letters that can be written in two ways are made one (NFC), since a keyboard
/// chooses the way and not the person; NFKC would make different letters the same as well.
/// </summary>
internal static class TypedPassword
{
    /// <summary>Characters as people count them for a limit: code points.</summary>
    public const int MaxLength = 128;

    /// <returns>Null for one that is too long to be looked at. Nothing that anybody sends is hashed beyond <see cref="MaxLength"/>.</returns>
    public static string? Read(string? typed)
    {
        // A code point has two chars at most, and as many as three may become one.
        if (typed is null || typed.Length > 6 * MaxLength) return typed is null ? "" : null;
        var normal = IsUnicode(typed) ? typed.Normalize() : typed;
        return Length(normal) > MaxLength ? null : normal;
    }

    public static int Length(string password) => password.EnumerateRunes().Count();

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}

/// <summary>PBKDF2 with HMAC-SHA512.</summary>
internal sealed class PasswordHashes(int rounds = PasswordHashes.Rounds) : PasswordHasher<SignInUser>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }))
{
    /// <summary>As of https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html.</summary>
    public const int Rounds = 210_000;

    public override string HashPassword(SignInUser user, string password) =>
        base.HashPassword(user, TypedPassword.Read(password) ?? throw new ArgumentException("Passwords are checked before they are hashed.", nameof(password)));

    /// <summary>One that is too long is as wrong as an empty one, and costs as much.</summary>
    public override PasswordVerificationResult VerifyHashedPassword(SignInUser user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, TypedPassword.Read(providedPassword) ?? "");
}
