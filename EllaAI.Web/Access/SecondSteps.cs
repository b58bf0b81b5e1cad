using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Access;

/// <summary>Between the two steps of signing in: who has shown the password, and which browsers need not show a code.</summary>
internal sealed class SecondSteps(IDataProtectionProvider protection, CookieNames cookies, TimeProvider clock)
{
    private const string Cookie = "ella-step";
    private const int MostDevices = 20;
    private static readonly TimeSpan _open = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _trusted = TimeSpan.FromDays(30);
    private readonly IDataProtector _protector = protection.CreateProtector("ella.second-step");

    public void Open(HttpContext context, Account account) => cookies.Append(
        context,
        Cookie,
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id.Value:N}|{(clock.GetUtcNow() + _open).UtcTicks}|{account.SecurityStamp}")),
        _open);

    public void Close(HttpContext context) => cookies.Remove(context, Cookie);

    /// <summary>Who has shown the password here, a moment ago; null when it has to be shown again.</summary>
    public async Task<SignInUser?> Find(HttpContext context, Func<AccountId, Task<SignInUser?>> find)
    {
        if (cookies.Read(context, Cookie) is not { } cookie || _protector.Open(cookie) is not { } text) return null;
        var parts = text.Split('|');
        if (clock.GetUtcNow().UtcTicks > long.Parse(parts[1], CultureInfo.InvariantCulture)) return null;
        return await find(new(Guid.Parse(parts[0]))) is { Account.DisabledAt: null } user && user.Account.SecurityStamp == parts[2] ? user : null;
    }

    public bool IsTrusted(HttpContext context, Account account) =>
        cookies.Read(context, DeviceCookie(account.Id)) is { } secret
        && account.Devices.Any(d => d.Until > clock.GetUtcNow() && d.Hash == Hash(account.Id, secret));

    /// <summary>Something for this browser to show instead of a code.</summary>
    /// <returns>How the account remembers it, and what gives it to the browser once the account does.</returns>
    public (Func<Account, Account> Remember, Action Give) Trust(HttpContext context, AccountId id)
    {
        var (secret, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), clock.GetUtcNow());
        var device = new TrustedDevice(Guid.NewGuid(), AgentWords.Of(context.Request.Headers.UserAgent.ToString()), Hash(id, secret), now, now + _trusted);
        return (
            account => account with { Devices = [.. account.Devices.Where(d => d.Until > now).TakeLast(MostDevices - 1), device] },
            () => cookies.Append(context, DeviceCookie(id), secret, _trusted));
    }

    private static string DeviceCookie(AccountId id) => $"ella-device-{id.Value:N}";

    private static string Hash(AccountId id, string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id.Value:N}:{secret}")));
}
