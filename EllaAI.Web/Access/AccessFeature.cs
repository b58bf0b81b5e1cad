using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>Signing in and out, by static forms: the sign-in library sets cookies, which a circuit cannot.</summary>
public static class AccessFeature
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<SignInUser>(options =>
            {
                options.Password = new PasswordOptions { RequiredLength = 15, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "ella-session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/forbidden";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        return services.AddScoped<CurrentActor>();
    }

    public static void MapAccess(this WebApplication app)
    {
        // Before the page of the same address, which Razor also maps for posts.
        app.MapPost("/sign-in", SignIn).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/sign-out", SignOut);
    }

    private static async Task<IResult> SignIn(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<SignInUser> signIn)
    {
        var outcome = await signIn.PasswordSignInAsync(email?.Trim() ?? "", password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (outcome.Succeeded) return TypedResults.LocalRedirect(string.IsNullOrEmpty(returnUrl) ? await FirstPage(signIn, email!.Trim()) : LocalPath(returnUrl));
        var query = new QueryString()
            .Add("returnUrl", LocalPath(returnUrl))
            .Add("email", email ?? "")
            .Add("problem", outcome.IsLockedOut ? "wait" : "wrong");
        return TypedResults.LocalRedirect($"/sign-in{query}");
    }

    private static async Task<string> FirstPage(SignInManager<SignInUser> signIn, string email) =>
        RailItem.Of((await signIn.UserManager.FindByEmailAsync(email))?.Account.Memberships is [var first, ..] ? first.Role : null)[0].Href;

    private static async Task<IResult> SignOut([FromForm] string? returnUrl, SignInManager<SignInUser> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(returnUrl is null ? "/" : LocalPath(returnUrl));
    }

    /// <summary>Only a path of this site; anything else leads to the first page.</summary>
    private static string LocalPath(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl)
            ? url
            : "/assessments";
}

/// <summary>What a session knows: the account, and the company it acts for.</summary>
internal sealed class AccountClaims(UserManager<SignInUser> users, IOptions<IdentityOptions> options, IDocumentStore documents)
    : UserClaimsPrincipalFactory<SignInUser>(users, options)
{
    public const string Company = "ella:company";
    public const string Role = "ella:role";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(SignInUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.TryRemoveClaim(identity.FindFirst(ClaimTypes.Name));
        identity.AddClaim(new(ClaimTypes.Name, user.Account.Name));
        if (user.Account.Memberships is not [var membership, ..]) return identity;
        var actor = Actor.Member(user.Account.Id, membership);
        var company = await documents.Get<Company>(actor.Key(Core.Companies.Company.Collection, membership.Company.Value), CancellationToken.None);
        identity.AddClaims(
        [
            new(Company, membership.Company.Value),
            new(Role, membership.Role.ToString()),
            new(SignedInUser.CompanyNameClaim, membership.Company == CompanyId.Platform ? "Platform" : company?.Value.Name ?? membership.Company.Value),
        ]);
        return identity;
    }
}
