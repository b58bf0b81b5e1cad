using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Members;
using EllaAI.Web.Impersonations;
using EllaAI.Web.Operations;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EllaAI.Web.Access;

/// <summary>Signing in and out, by static forms: the sign-in library sets cookies, which a circuit cannot.</summary>
public static class AccessFeature
{
    /// <summary>The policy of pages of companies: whoever sees to the platform has pages of their own.</summary>
    public const string OfACompany = "of-a-company";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        // Any address may be one: which is, says EmailAddress.
        services.AddIdentityCore<SignInUser>(options => options.User.AllowedUserNameCharacters = "")
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>();
        // In place of the library's own rules, which count kinds of characters.
        services.RemoveAll<IPasswordValidator<SignInUser>>().AddScoped<PasswordRules>().AddScoped<IPasswordValidator<SignInUser>>(p => p.GetRequiredService<PasswordRules>());
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<SignInUser>>(new PasswordHashes()));
        services.AddSingleton<ListCompaniesOf>().AddSingleton<Sessions>().AddSingleton<OwnSessions>().AddSingleton<Origins>();
        services.AddSubscriber<AccountAudited, NoteOfAccount>();
        services.AddSingleton<ForgetOrigins>().AddChore("forget from where things were done long ago", (provider, ct) => provider.GetRequiredService<ForgetOrigins>().Run(ct));
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
        services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(AccountClaims.Company).Build())
            .AddPolicy(OfACompany, policy => policy.RequireAuthenticatedUser().RequireAssertion(of => AccountClaims.CompanyOf(of.User) is { } company && company != CompanyId.Platform))
            .AddPolicy(AccountEndpoints.Self, policy => policy.RequireAuthenticatedUser().RequireAssertion(of => !ActingClaims.Acts(of.User)));
        services.AddCascadingAuthenticationState();
        return services.AddScoped<CurrentActor>().AddSignIn().AddAccountLinks().AddPasskeys();
    }

    public static void MapAccess(this WebApplication app)
    {
        app.MapSignIn();
        app.MapAccountLinks();
        app.MapAccount();
        app.MapPasskeys();
        app.MapPost("/sign-out", SignOut).DisableAntiforgery();
        app.MapGet(RailItem.Home, (HttpContext http) => TypedResults.LocalRedirect(RailItem.Of(SignedInUser.Of(http.User).Role)[0].Href)).RequireAuthorization();
        app.MapPost("/switch-company", CompanySwitch.Run).RequireAuthorization(AccountEndpoints.Self);
    }

    private static async Task<IResult> SignOut([FromForm] string? returnUrl, HttpContext http, IAntiforgery forms, SignInManager<SignInUser> signIn, EndImpersonation end)
    {
        // Another tab was faster: this form is of somebody who is gone.
        if (http.User.Identity?.IsAuthenticated != true) return TypedResults.LocalRedirect("/");
        if (!await forms.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        if (ActingClaims.Acts(http.User)) return await ImpersonationEndpoints.Stop(http, end);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(returnUrl is null ? "/" : LocalPath.Of(returnUrl));
    }
}
