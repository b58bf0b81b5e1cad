using EllaAI.Core.Access;
using EllaAI.Core.Members;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

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
        services.AddSingleton<ListCompaniesOf>().AddSingleton<Sessions>().AddSingleton<OwnSessions>();
        services.AddChore("forget sessions that are over", (provider, ct) => provider.GetRequiredService<Sessions>().Clear(ct));
        services.AddSingleton<SessionReader>().AddScoped<SessionCookies>();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "ella-session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/forbidden";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = Session.Lifetime;
            options.EventsType = typeof(SessionCookies);
        });
        // Whoever acts for no company has nothing to do on any page that wants somebody.
        services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(AccountClaims.Company).Build());
        services.AddCascadingAuthenticationState();
        return services.AddScoped<CurrentActor>();
    }

    public static void MapAccess(this WebApplication app)
    {
        // Before the page of the same address, which Razor also maps for posts.
        app.MapPost("/sign-in", SignIn).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/sign-out", SignOut);
        app.MapGet(RailItem.Home, (HttpContext http) => TypedResults.LocalRedirect(RailItem.Of(SignedInUser.Of(http.User).Role)[0].Href)).RequireAuthorization();
        app.MapPost("/switch-company", CompanySwitch.Run).RequireAuthorization();
    }

    private static async Task<IResult> SignIn(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<SignInUser> signIn)
    {
        var outcome = await signIn.PasswordSignInAsync(email?.Trim() ?? "", password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (outcome.Succeeded) return TypedResults.LocalRedirect(string.IsNullOrEmpty(returnUrl) ? RailItem.Home : LocalPath(returnUrl));
        var query = new QueryString()
            .Add("returnUrl", LocalPath(returnUrl))
            .Add("email", email ?? "")
            .Add("problem", outcome.IsLockedOut ? "wait" : "wrong");
        return TypedResults.LocalRedirect($"/sign-in{query}");
    }

    private static async Task<IResult> SignOut([FromForm] string? returnUrl, SignInManager<SignInUser> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(returnUrl is null ? "/" : LocalPath(returnUrl));
    }

    /// <summary>Only a path of this site; anything else leads to the first page.</summary>
    private static string LocalPath(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl)
            ? url
            : RailItem.Home;
}
