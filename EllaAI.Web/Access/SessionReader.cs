using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Web.Impersonations;

namespace EllaAI.Web.Access;

/// <summary>Reads anew who is behind a sealed session.</summary>
internal sealed class SessionReader(Sessions sessions)
{
    /// <summary>
    /// Null when the session has ended. Whoever is no longer a member of the company of the session acts for another one of theirs, or
    /// for none. Whoever only has to sign in otherwise is told so instead.
    /// </summary>
    public async Task<(ClaimsPrincipal User, SignedIn Now)?> Read(ClaimsPrincipal user, bool mayMove, CancellationToken ct)
    {
        if (AccountClaims.SessionOf(user) is not { } id) return null;
        var company = AccountClaims.WantedOf(user);
        if (await sessions.Read(id, company, ct) is not { } now || !IsOf(user, now) || ActingClaims.Acts(user) != (now.Acting is not null)) return null;
        if (now is { Place: null, Barred: null } && company is not null && mayMove) now = await sessions.Read(id, null, ct) ?? now;
        return (AccountClaims.Of(now, user), now);
    }

    private static bool IsOf(ClaimsPrincipal user, SignedIn now) => AccountClaims.AccountOf(user) == now.Account.Id;
}
