using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Web.Impersonations;
using Microsoft.AspNetCore.Components.Authorization;

namespace EllaAI.Web.Access;

/// <summary>On whose behalf a page acts: as of a few seconds ago at most, see <see cref="SessionState"/>.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks <c>[Authorize]</c>.</exception>
    public async Task<Actor> Get() =>
        Of((await authentication.GetAuthenticationStateAsync()).User) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Null for somebody who is not signed in, or belongs to no company.</summary>
    public static Actor? Of(ClaimsPrincipal user) =>
        AccountClaims.AccountOf(user) is { } account
        && user.FindFirstValue(AccountClaims.Company) is { } company
        && Enum.TryParse<Role>(user.FindFirstValue(AccountClaims.Role), out var role)
            ? Of(user, account, new(new(company), role))
            : null;

    /// <summary>Null in a session for somebody else that is not known to count.</summary>
    private static Actor? Of(ClaimsPrincipal user, AccountId account, Membership membership) =>
        !ActingClaims.Acts(user) ? Actor.Member(account, membership, AccountClaims.OriginOf(user))
        : ActingClaims.Of(user) is { } acting ? Actor.Impersonator(account, acting, membership, AccountClaims.OriginOf(user))
        : null;
}
