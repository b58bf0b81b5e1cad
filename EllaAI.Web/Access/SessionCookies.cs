using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>
/// Ties the cookie of whoever is signed in to a <see cref="Session"/>: made when it is given out, read at each request, gone with it.
/// In place of the library's own check, which looks every half an hour.
/// </summary>
internal sealed class SessionCookies(Sessions sessions, SessionReader reader, CloseImpersonations close, IOptions<IdentityOptions> options) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        // A change of companies goes on with its session; whatever signs in anew has one of its own, so that none can be prepared for somebody.
        if (context.Principal is not { Identity: ClaimsIdentity identity } user || AccountClaims.SessionOf(user) is not null) return;
        var ct = context.HttpContext.RequestAborted;
        var account = AccountClaims.AccountOf(user)!.Value;
        var goesOn = AccountClaims.AccountOf(context.HttpContext.User) == account;
        var company = AccountClaims.CompanyOf(user) ?? (goesOn ? AccountClaims.WantedOf(context.HttpContext.User) : null);
        var opening = Opened(user, company);
        if (AccountClaims.SessionOf(context.HttpContext.User) is { } before)
        {
            var until = await sessions.Find(before, ct);
            await sessions.End(before, ct);
            // Goes on as what it was. What has ended meanwhile cannot: a cookie without a session is worth nothing.
            if (goesOn && opening is null && until is null) return;
            if (goesOn && opening is null) opening = new(until!.Proof, until.Only) { Since = until.StartedAt };
        }

        var stamp = user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType) ?? "";
        var session = await sessions.Begin(account, stamp, opening ?? Opening.ByPassword, context.Request.Headers.UserAgent.ToString(), LimitedBy.AddressOf(context.HttpContext), ct);
        identity.AddClaim(new(AccountClaims.Session, session.Id.Value.ToString("N")));
        identity.TryRemoveClaim(identity.FindFirst(AccountClaims.Company));
        identity.TryRemoveClaim(identity.FindFirst(AccountClaims.Opening));
        identity.TryRemoveClaim(identity.FindFirst(AccountClaims.Way));
        identity.TryRemoveClaim(identity.FindFirst(AccountClaims.Barred));
        var place = (await sessions.Read(session.Id, company, ct))?.Place ?? (await sessions.Read(session.Id, null, ct))?.Place;
        if (place is not null) identity.AddClaims(AccountClaims.Of(place));
    }

    /// <summary>Null for what goes on as before.</summary>
    private static Opening? Opened(ClaimsPrincipal user, CompanyId? company) =>
        Enum.TryParse<SessionProof>(user.FindFirstValue(AccountClaims.Opening), out var proof) ? new(proof, proof == SessionProof.Provider ? company!.Value : null)
        {
            Way = Enum.TryParse<SignInWay>(user.FindFirstValue(AccountClaims.Way), out var way) ? way : null,
        } : null;

    /// <summary>To a page of ours, whatever address the request says that we have; and back to one that can be opened.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, options) = (context.Request, context.Options);
        var back = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? request.Path + request.QueryString
            : PagesByGet.Has(context.HttpContext, request.Path) ? request.Path.ToString() : RailItem.Home;
        context.RedirectUri = options.LoginPath + QueryString.Create(options.ReturnUrlParameter, back);
        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.RedirectUri = context.Options.AccessDeniedPath;
        return base.RedirectToAccessDenied(context);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // Not for each picture of a page.
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return;
        if (await Find(context.Principal!, http) is not { } found)
        {
            context.RejectPrincipal();
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        // Whatever is done by this request is done from where it comes.
        var seen = await sessions.See(found.Now.Session, LimitedBy.AddressOf(http), http.RequestAborted);
        if (seen.Origin != found.Now.Session.Origin) found.User = AccountClaims.Of(found.Now with { Session = seen }, found.User);
        context.ShouldRenew |= AccountClaims.CompanyOf(found.User) != AccountClaims.CompanyOf(context.Principal!) || AccountClaims.WantedOf(found.User) != AccountClaims.WantedOf(context.Principal!);
        context.ShouldRenew |= http.Items.ContainsKey(ActingLimits.Over);
        context.ReplacePrincipal(found.User);
    }

    /// <summary>Whoever acted as somebody else, and does not any more, is in their own session again.</summary>
    private async Task<(ClaimsPrincipal User, SignedIn Now)?> Find(ClaimsPrincipal user, HttpContext http)
    {
        if (await reader.Read(user, mayMove: true, http.RequestAborted) is { } found) return found;
        if (ActingClaims.Back(user) is not { } own || AccountClaims.CompanyOf(user) is not { } company) return null;
        await close.In(company, http.RequestAborted);
        http.Items[ActingLimits.Over] = company;
        return await reader.Read(own, mayMove: true, http.RequestAborted);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (AccountClaims.SessionOf(context.HttpContext.User) is { } id) await sessions.End(id, context.HttpContext.RequestAborted);
    }
}
