using System.Globalization;
using System.Security.Cryptography;
using EllaAI.Core.Invitations;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Invitations;

/// <summary>Browsers in which the code from the mail was entered: a protected cookie for each link. A new link has to be proven again.</summary>
public sealed class LinkProofs(IDataProtectionProvider protection, CookieNames cookies, TimeProvider clock)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(12);
    private readonly IDataProtector _cookies = protection.CreateProtector("ella.candidate.link");

    public void Add(HttpContext context, string token)
    {
        if (InvitationToken.Parse(token)?.Hash() is not { } link) return;
        var until = (clock.GetUtcNow() + _lifetime).ToUnixTimeSeconds();
        cookies.Append(context, Name(link), _cookies.Protect(string.Create(CultureInfo.InvariantCulture, $"{link}|{until}")), _lifetime);
    }

    public bool Has(HttpContext context, string token) =>
        InvitationToken.Parse(token)?.Hash() is { } link
        && cookies.Read(context, Name(link)) is { } cookie
        && Unprotect(cookie)?.Split('|') is [var proven, var until]
        && proven == link
        && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds();

    private static string Name(string link) => $"ella-link-{link[..32]}";

    private string? Unprotect(string cookie)
    {
        try
        {
            return _cookies.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
