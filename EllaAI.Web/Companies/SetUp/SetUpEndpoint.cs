using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Companies.SetUp;

/// <summary>
/// Makes the first account, which sees to the platform and owns the first company. Each step is found done when it is taken again: who was
/// cut short sends the same once more.
/// </summary>
internal sealed class SetUpEndpoint(
    IDocumentStore documents, UserManager<SignInUser> users, SignIns signIns, ListCompaniesOf places, FoundMember found, CreateCompany create)
{
    public const string Path = "/set-up";

    public static Task<IResult> Handle(
        [FromForm] string? code, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, [FromForm] string? company,
        SetUpEndpoint setUp, HttpContext http) => setUp.Run(http, code ?? "", name ?? "", (email ?? "").Trim(), password ?? "", company ?? "", http.RequestAborted);

    private async Task<IResult> Run(HttpContext http, string code, string name, string email, string password, string companyName, CancellationToken ct)
    {
        IResult Back(string problem) => TypedResults.LocalRedirect(Path + new QueryString()
            .Add("problem", problem).Add("code", Short(code)).Add("name", Short(name)).Add("email", Short(email)).Add("company", Short(companyName)));

        if (await SetUpCode.IsDone(documents, ct)) return TypedResults.LocalRedirect("/sign-in");
        if (!EmailAddress.IsValid(email)) return Back("email");
        if (companyName.Trim().Length > Company.MaxName || Text.IsBlank(companyName) || companyName.Any(Text.IsUnprintable)) return Back("company");
        var user = await users.FindByEmailAsync(email);
        // Before the code is taken for the address, which may be mistyped.
        if (user is null && await NewAccount.Wrong(users, name, email, password, companyName) is { } mistake) return Back(mistake);
        if (!await SetUpCode.Take(documents, code, email, ct)) return Back("code");
        if (user is null)
        {
            var made = await NewAccount.Make(users, name, email, password, companyName);
            if (made.Problem is { } wrong) return Back(wrong);
            user = made.User!;
        }
        else if (!await users.CheckPasswordAsync(user, password)) return Back("password");

        var first = await places.Run(user.Account.Id, ct) is [var place, ..] ? place.Membership : null;
        if (first is null)
        {
            if (!(await create.Run(Actor.System(CompanyId.Platform), companyName, ct)).Ok(out var company, out _)) return Back("company");
            first = new(company.Id, Role.Owner);
            if (!(await found.Run(user.Account, first, ct)).Ok(out _, out _)) return Back("again");
        }

        // Last: from then on it is set up.
        if (!(await found.Run(user.Account, new(CompanyId.Platform, Role.PlatformAdmin), ct)).Ok(out _, out _)) return Back("again");
        await signIns.Open(http, user, Opening.ByPassword with { Way = SignInWay.Password }, first.Company);
        return TypedResults.LocalRedirect(Ui.RailItem.Home);
    }

    /// <summary>What was typed before, as far as an address can carry it.</summary>
    private static string Short(string text) => text.Length <= 254 ? text : "";
}
