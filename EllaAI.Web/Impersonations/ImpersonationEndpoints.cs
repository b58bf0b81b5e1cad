using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Web.Access;
using EllaAI.Web.Companies;
using EllaAI.Web.Hosting;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Impersonations;

/// <summary>Begins and ends acting as a member: by forms, for a circuit cannot change a cookie.</summary>
internal static class ImpersonationEndpoints
{
    public const string Begin = "/platform/act", End = "/acting/end";

    /// <summary>Before it is asked for a reason: somebody who has to show first that it is them would have typed it for nothing.</summary>
    public static string AskFirst(CompanyId company, Guid member) => $"{Begin}{new QueryString().Add("company", company.Value).Add("member", member.ToString("N"))}";

    public static async Task<IResult> Ready([FromQuery] string? company, [FromQuery] Guid? member, HttpContext http, SignIns signIns)
    {
        if (CurrentActor.Of(http.User) is not { OperatesPlatform: true } || !CompanyId.IsValid(company ?? "")) return TypedResults.LocalRedirect("/forbidden");
        var page = Page(new(company!), new QueryString().Add("act", $"{member:N}"));
        return TypedResults.LocalRedirect(await signIns.IsFresh(http) ? page : AccountEndpoints.ConfirmFirst(page));
    }

    public static async Task<IResult> Run(
        [FromForm] string? company, [FromForm] Guid? member, [FromForm] string? reason, HttpContext http, SignIns signIns, BeginImpersonation begin, SiteAddress site)
    {
        if (CurrentActor.Of(http.User) is not { OperatesPlatform: true } actor || !CompanyId.IsValid(company ?? "")) return TypedResults.LocalRedirect("/forbidden");
        if (await signIns.Current(http) is null || AccountClaims.SessionOf(http.User) is not { } own) return TypedResults.LocalRedirect("/sign-in");
        var of = new CompanyId(company!);
        var page = new QueryString().Add("act", $"{member:N}");
        if (!await signIns.IsFresh(http)) return TypedResults.LocalRedirect(AccountEndpoints.ConfirmFirst(Page(of, page)));
        if (!(await begin.Run(actor, of, new(member ?? Guid.Empty), reason ?? "", own, site.Value, http.RequestAborted)).Ok(out var acting, out var problem))
            return TypedResults.LocalRedirect(Page(of, page.Add("problem", problem.Code)));
        await http.SignInAsync(IdentityConstants.ApplicationScheme, ActingClaims.Begin(http.User, acting, of), new AuthenticationProperties { IsPersistent = true });
        return TypedResults.LocalRedirect(RailItem.Home);
    }

    /// <summary>Also what signing out does while somebody acts: they are in their own session again, and can sign out of that.</summary>
    public static async Task<IResult> Stop(HttpContext http, EndImpersonation end)
    {
        if (CurrentActor.Of(http.User) is not { Acting: not null } actor || ActingClaims.Back(http.User) is not { } back) return TypedResults.LocalRedirect(RailItem.Home);
        await end.Own(actor, http.RequestAborted);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, back, new AuthenticationProperties { IsPersistent = true });
        return TypedResults.LocalRedirect(Ended(actor.Company));
    }

    public static string Ended(CompanyId company) => Page(company, new QueryString().Add("said", "ended"));

    private static string Page(CompanyId company, QueryString query) => $"{CompanyPage.Of(company)}{query}";
}
