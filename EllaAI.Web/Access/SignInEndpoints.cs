using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Access;

/// <summary>The two steps of signing in. Static forms: a cookie cannot be set from a circuit.</summary>
internal static class SignInEndpoints
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddSingleton<CountTries>()
        .AddSingleton<NoteDelay>()
        .AddSingleton<DelayNotes>()
        .AddSingleton<ChangeAccount>()
        .AddSingleton<KnownBrowsers>()
        .AddSingleton<SecondSteps>()
        .AddSingleton<AuthenticatorCodes>()
        .AddSingleton<ShownOnce>()
        .AddSingleton<ShowCode>()
        .AddScoped<CheckPassword>()
        .AddScoped<SignIns>();

    public static void MapSignIn(this WebApplication app)
    {
        // Before the pages of the same addresses, which Razor also maps for posts.
        app.MapPost("/sign-in", SignIn).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/sign-in/code", Code).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
    }

    private static async Task<IResult> SignIn(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, CheckPassword check, SignIns signIns, SecondSteps steps, AskForLink links)
    {
        if (!(await check.Run(context, email, password)).Ok(out var user, out var problem)) return Back(email, returnUrl, problem);
        if (!user.Account.EmailConfirmed)
        {
            await links.Run(AccountLink.ConfirmEmail, user.Account.NormalizedEmail, context.RequestAborted);
            return Back(email, returnUrl, new("unconfirmed", ""));
        }

        if (user.Account.Authenticator is not null && !steps.IsTrusted(context, user.Account))
        {
            steps.Open(context, user.Account);
            return TypedResults.LocalRedirect($"/sign-in/code{Query(returnUrl)}");
        }

        await signIns.Open(context, user, user.Account.Authenticator is null ? Opening.ByPassword with { Way = SignInWay.Password } : Opening.InTwoSteps with { Way = SignInWay.RememberedBrowser });
        return TypedResults.LocalRedirect(SignIns.Target(returnUrl));
    }

    private static async Task<IResult> Code(
        [FromForm] string? code, [FromForm] bool? remember, [FromForm] bool? recovery, [FromForm] string? returnUrl,
        HttpContext context, ShowCode show, SignIns signIns, SecondSteps steps)
    {
        if (await steps.Find(context, signIns.Find) is not { } user) return Back("", returnUrl, new("again", ""));
        var trust = steps.Trust(context, user.Account.Id);
        var shown = await show.Run(context, user.Account, code, remember == true ? trust.Remember : account => account);
        if (!shown.Ok(out var account, out var problem))
        {
            var query = Query(returnUrl).Add("problem", problem.Code);
            if (recovery == true) query = query.Add("recovery", "true");
            return TypedResults.LocalRedirect($"/sign-in/code{Waits(query, problem)}");
        }

        if (remember == true) trust.Give();
        var recovered = account.RecoveryCodes.Count < user.Account.RecoveryCodes.Count;
        await signIns.Open(context, user, Opening.InTwoSteps with { Way = recovered ? SignInWay.RecoveryCode : SignInWay.Code });
        // Whoever had to take a recovery code may have lost their phone: they see how many are left, and can set up another.
        return TypedResults.LocalRedirect(recovered ? "/account/security?said=recovery-used" : SignIns.Target(returnUrl));
    }

    private static RedirectHttpResult Back(string? email, string? returnUrl, Problem problem)
    {
        var query = new QueryString()
            .Add("returnUrl", LocalPath.Of(returnUrl))
            .Add("email", email is { Length: <= EmailAddress.MaxLength } ? email : "");
        return TypedResults.LocalRedirect($"/sign-in{Waits(query, problem).Add("problem", problem.Code)}");
    }

    private static QueryString Query(string? returnUrl) => string.IsNullOrEmpty(returnUrl) ? default : new QueryString().Add("returnUrl", LocalPath.Of(returnUrl));

    private static QueryString Waits(QueryString query, Problem problem) =>
        problem.Facts.TryGetValue("waitSeconds", out var seconds) ? query.Add("wait", $"{seconds}") : query;
}
