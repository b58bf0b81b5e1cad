using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Access;

/// <summary>Acts for another company of one's own from the next page on. Pages that are open go on for the one that they were opened for.</summary>
internal static class CompanySwitch
{
    public static async Task<IResult> Run([FromForm] string? company, HttpContext http, ListCompaniesOf companies, Sessions sessions, CancellationToken ct)
    {
        if (AccountClaims.AccountOf(http.User) is not { } account) return TypedResults.Challenge();
        var wanted = (await companies.Run(account, ct)).FirstOrDefault(c => c.Membership.Company.Value == company);
        if (wanted is null) return TypedResults.LocalRedirect("/forbidden");
        if (AccountClaims.SessionOf(http.User) is not { } session || await sessions.Read(session, wanted.Membership.Company, ct) is not { } now) return TypedResults.Challenge();
        // It counts for the company alone whose provider opened it.
        if (now.Session.Only is { } only && only != wanted.Membership.Company)
            return TypedResults.LocalRedirect($"/sign-in{new QueryString().Add("change", "true").Add("email", now.Account.Email).Add("problem", "other-company")}");
        if (now.Barred is not null) return TypedResults.LocalRedirect($"/forbidden{new QueryString().Add("company", company!)}");
        var identity = new ClaimsIdentity(http.User.Identity!.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims(http.User.Claims.Where(c => c.Type is not (AccountClaims.Company or AccountClaims.Role or AccountClaims.CompanyName or AccountClaims.Locale or AccountClaims.TimeZone or AccountClaims.Barred)));
        identity.AddClaims(AccountClaims.Of(wanted));
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new(identity), new AuthenticationProperties { IsPersistent = true });
        return TypedResults.LocalRedirect(RailItem.Home);
    }
}
