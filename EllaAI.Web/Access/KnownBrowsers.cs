using System.Security.Cryptography;
using System.Text;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Access;

/// <summary>
/// A browser in which an account was signed in before counts its mistakes apart: whoever guesses at an address from elsewhere makes nobody wait who has
/// been here before. (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies)
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, CookieNames cookies)
{
    private const string Cookie = "ella-browser";
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(365);
    private readonly IDataProtector _protector = protection.CreateProtector("ella.known-browser");

    /// <summary>What tells this browser from others for this address; empty for one that has not been here.</summary>
    public string Find(HttpContext context, string normalizedEmail) =>
        cookies.Read(context, Cookie) is { } cookie && _protector.Open(cookie) is { } text && text.Split('|') is [var of, var id] && of == Mark(normalizedEmail)
            ? id
            : "";

    public void Remember(HttpContext context, string normalizedEmail)
    {
        if (Find(context, normalizedEmail).Length > 0) return;
        var id = Guid.NewGuid().ToString("N");
        cookies.Append(context, Cookie, _protector.Protect($"{Mark(normalizedEmail)}|{id}"), _lifetime);
    }

    private static string Mark(string normalizedEmail) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail)));
}

internal static class ProtectorExtensions
{
    /// <returns>Null for what was not protected here, or was changed.</returns>
    public static string? Open(this IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
