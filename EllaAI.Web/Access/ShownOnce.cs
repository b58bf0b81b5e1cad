using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Access;

/// <summary>Carries what a form made to the page that shows it: sealed, for one account, in this browser alone, for a few minutes.</summary>
internal sealed class ShownOnce(IDataProtectionProvider protection, CookieNames cookies, TimeProvider clock)
{
    private static readonly TimeSpan _open = TimeSpan.FromMinutes(15);

    public void Put(HttpContext context, string name, AccountId account, string text)
    {
        var until = (clock.GetUtcNow() + _open).UtcTicks;
        cookies.Append(context, Cookie(name), For(name, account).Protect(string.Create(CultureInfo.InvariantCulture, $"{until}|{text}")), _open);
    }

    public string? Look(HttpContext context, string name, AccountId account) =>
        cookies.Read(context, Cookie(name)) is { } cookie && For(name, account).Open(cookie)?.Split('|', 2) is [var until, var text]
        && clock.GetUtcNow().UtcTicks <= long.Parse(until, CultureInfo.InvariantCulture) ? text : null;

    public void Remove(HttpContext context, string name) => cookies.Remove(context, Cookie(name));

    private static string Cookie(string name) => $"ella-{name}";

    private IDataProtector For(string name, AccountId account) => protection.CreateProtector("ella.shown-once", name, account.Value.ToString("N"));
}
