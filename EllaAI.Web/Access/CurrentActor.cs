using System.Security.Claims;
using EllaAI.Core.Access;
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
            ? Actor.Member(account, new(new(company), role), AccountClaims.OriginOf(user))
            : null;
}
