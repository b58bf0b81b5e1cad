using System.Globalization;
using EllaAI.Core.Access;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Access;

/// <summary>Carries what a form made to the page that shows it: sealed, for one account, in this browser alone, for a few minutes.</summary>
internal sealed class ShownOnce(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan _open = TimeSpan.FromMinutes(15);

    public void Put(HttpContext context, string name, AccountId account, string text)
    {
        var until = (clock.GetUtcNow() + _open).UtcTicks;
        context.Response.Cookies.Append(
            Cookie(name), For(name, account).Protect(string.Create(CultureInfo.InvariantCulture, $"{until}|{text}")), OwnCookies.Options(context, _open, "/account"));
    }

    public string? Look(HttpContext context, string name, AccountId account) =>
        context.Request.Cookies.TryGetValue(Cookie(name), out var cookie) && For(name, account).Open(cookie)?.Split('|', 2) is [var until, var text]
        && clock.GetUtcNow().UtcTicks <= long.Parse(until, CultureInfo.InvariantCulture) ? text : null;

    public static void Remove(HttpContext context, string name) => context.Response.Cookies.Delete(Cookie(name), OwnCookies.Options(context, _open, "/account"));

    private static string Cookie(string name) => $"ella-{name}";

    private IDataProtector For(string name, AccountId account) => protection.CreateProtector("ella.shown-once", name, account.Value.ToString("N"));
}
