using System.Globalization;
using EllaAI.Core.Access;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Access;

/// <summary>
/// Links that are kept nowhere: sealed with the keys that protect sessions, for one account and one use. A link for a new password holds the account's
/// security stamp, which the new password changes; one for an address holds the address. So neither works twice or for anybody else.
/// </summary>
internal sealed class AccountLinks(IDataProtectionProvider protection, SiteAddress site, TimeProvider clock) : IAccountLinks
{
    private readonly IDataProtector _protector = protection.CreateProtector("ella.account.link");

    public Uri Make(AccountLink kind, Account account)
    {
        var until = clock.GetUtcNow() + (kind == AccountLink.ResetPassword ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1));
        var token = For(kind).Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id.Value:N}|{until.UtcTicks}|{Mark(kind, account)}"));
        return new Uri(site.Value, $"{Page(kind)}?token={token}");
    }

    public static string Page(AccountLink kind) => kind == AccountLink.ResetPassword ? "/reset-password" : "/confirm-email";

    /// <summary>Whom it was made for, while it works; null for any other text.</summary>
    /// <param name="find">The account as it is now.</param>
    public async Task<Account?> Read(AccountLink kind, string? token, Func<AccountId, Task<Account?>> find)
    {
        if (token is not { Length: > 0 and < 2_000 } || For(kind).Open(token) is not { } text || text.Split('|', 3) is not [var id, var until, var mark]) return null;
        if (clock.GetUtcNow().UtcTicks > long.Parse(until, CultureInfo.InvariantCulture)) return null;
        return await find(new(Guid.Parse(id))) is { DisabledAt: null } account && Mark(kind, account) == mark ? account : null;
    }

    /// <summary>The same token reads the same mark: asked again of the account that is about to be changed.</summary>
    public static string Mark(AccountLink kind, Account account) => kind == AccountLink.ResetPassword ? account.SecurityStamp : account.NormalizedEmail;

    private IDataProtector For(AccountLink kind) => _protector.CreateProtector(kind.ToString());
}
