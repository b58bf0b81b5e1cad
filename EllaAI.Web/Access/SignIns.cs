using System.Globalization;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>Begins sessions, and knows when the person last showed that it is them.</summary>
internal sealed class SignIns(SignInManager<SignInUser> manager, KnownBrowsers browsers, SecondSteps steps, Sessions sessions, TimeProvider clock)
{
    /// <summary>How long one may change one's sign-in after having shown a password, a code or a passkey.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(10);

    /// <summary>Beside the claims, which are made anew whenever the account is looked at.</summary>
    private const string Proved = "ella.proved";

    /// <summary>A new session in place of whatever this browser had.</summary>
    /// <param name="opening">Null to go on as the session before, of somebody who has shown that it is them.</param>
    /// <param name="company">That it acts for; null for the one that it acted for until now, or else the first of the person's.</param>
    public async Task Open(HttpContext context, SignInUser user, Opening? opening, CompanyId? company = null)
    {
        await manager.SignInWithClaimsAsync(user, ProvedNow(), Claims(opening, company));
        browsers.Remember(context, user.Account.NormalizedEmail);
        steps.Close(context);
    }

    /// <summary>
    /// For whom a company's provider vouches. It counts for that company alone, and shows nothing that would let one change how the account
    /// itself signs in.
    /// </summary>
    public Task OpenByProvider(HttpContext context, SignInUser user, CompanyId company) => manager.SignInWithClaimsAsync(
        user, new AuthenticationProperties { IsPersistent = true }, Claims(Opening.ByProvider(company) with { Way = SignInWay.Provider }, company));

    private static IEnumerable<Claim> Claims(Opening? opening, CompanyId? company)
    {
        if (opening is not null) yield return new(AccountClaims.Opening, opening.Proof.ToString());
        if (opening?.Way is { } way) yield return new(AccountClaims.Way, way.ToString());
        if (company is { } wanted) yield return new(AccountClaims.Company, wanted.Value);
    }

    /// <summary>The session that there is, of somebody who has just shown that it is them.</summary>
    public Task Prove(HttpContext context) => context.SignInAsync(IdentityConstants.ApplicationScheme, context.User, ProvedNow());

    private AuthenticationProperties ProvedNow()
    {
        var properties = new AuthenticationProperties { IsPersistent = true };
        properties.SetString(Proved, clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));
        return properties;
    }

    public Task<SignInUser?> Find(AccountId id) => manager.UserManager.FindByIdAsync(id.Value.ToString("N"));

    /// <summary>Whose session it is; null for nobody's, or one that ended.</summary>
    public async Task<SignInUser?> Current(HttpContext context)
    {
        var user = await manager.UserManager.GetUserAsync(context.User);
        return user is { Account.DisabledAt: null } && await manager.ValidateSecurityStampAsync(user, StampOf(context)) ? user : null;
    }

    public async Task<bool> IsFresh(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.GetString(Proved) is { } ticks
        && clock.GetUtcNow() - new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero) < _fresh;

    /// <summary>Whether the session counts for one company alone, because its provider opened it. One that has ended meanwhile counts for nothing more than that.</summary>
    public async Task<bool> IsBound(HttpContext context) =>
        AccountClaims.SessionOf(context.User) is { } id && await sessions.Find(id, context.RequestAborted) is not { Only: null };

    public static string Target(string? returnUrl) => string.IsNullOrEmpty(returnUrl) ? RailItem.Home : LocalPath.Of(returnUrl);

    private string? StampOf(HttpContext context) => context.User.FindFirst(manager.Options.ClaimsIdentity.SecurityStampClaimType)?.Value;
}
