using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Members;

/// <summary>Who acts for a company, and how one comes to.</summary>
public static class MembersFeature
{
    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddSingleton<FoundMember>()
        .AddSingleton<ListMembers>()
        .AddSingleton<ListMemberInvitations>()
        .AddSingleton<ChangeMember>()
        .AddSingleton<RemoveMember>()
        .AddSingleton<TransferOwnership>()
        .AddSingleton<InviteMember>()
        .AddSingleton<RevokeMemberInvitation>()
        .AddSingleton<JoinCompany>();

    // Before the page of the same address, which Razor also maps for posts.
    public static void MapMembers(this WebApplication app) => app.MapPost("/join/{token}", Join).WithOrder(-1).LimitedBy(LimitedBy.SignIn);

    /// <summary>Joins with the account that is signed in, or with a new one of the invited address: whoever holds the link reads its mail.</summary>
    private static async Task<IResult> Join(
        string token, [FromForm] string? name, [FromForm] string? password, HttpContext http, JoinCompany join, UserManager<SignInUser> users, SignIns signIns, CancellationToken ct)
    {
        var here = $"/join/{Uri.EscapeDataString(token)}";
        if (!(await join.Open(token, ct)).Ok(out var opened, out _)) return TypedResults.LocalRedirect(here);
        var user = await signIns.Current(http);
        var isNew = user is null;
        // What one company's provider says takes nobody into another one.
        if (user is not null && await signIns.IsBound(http)) return TypedResults.LocalRedirect($"/sign-in{new QueryString().Add("change", "true").Add("returnUrl", here).Add("problem", "other-company")}");
        if (user is null)
        {
            if (opened.HasAccount) return TypedResults.LocalRedirect(here);
            if (await join.Full(opened, ct) is { } full) return TypedResults.LocalRedirect(here + new QueryString().Add("problem", full.Code));
            var made = await NewAccount.Make(users, name, opened.Invitation.Email, password, opened.CompanyName);
            if (made.Problem is { } problem)
                return TypedResults.LocalRedirect(here + new QueryString().Add("problem", problem).Add("name", (name ?? "").Length <= NewAccount.MaxName ? name ?? "" : ""));
            user = made.User!;
        }

        if (!(await join.Run(user.Account, token, ct)).Ok(out var joined, out var refused)) return TypedResults.LocalRedirect(here + new QueryString().Add("problem", refused.Code));
        // Anew in any case: a session that exists acts for another company, or for none.
        await signIns.Open(http, user, isNew ? Opening.ByPassword with { Way = SignInWay.Invitation } : null, joined.Company);
        return TypedResults.LocalRedirect(RailItem.Home);
    }
}
