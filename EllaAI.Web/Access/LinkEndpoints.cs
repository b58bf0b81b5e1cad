using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Access;

/// <summary>What is done by a link from a mail: a new password, and that an address is one's own. Looking at a link uses up nothing: mail servers look.</summary>
internal static class LinkEndpoints
{
    private static readonly Problem _gone = new("link", "");

    public static IServiceCollection AddAccountLinks(this IServiceCollection services) => services
        .AddSingleton<AskForLink>()
        .AddSingleton<AccountLinks>()
        .AddSingleton<IAccountLinks>(provider => provider.GetRequiredService<AccountLinks>())
        .AddSubscriber<AccountLinkAsked, SendAccountLink>();

    public static void MapAccountLinks(this WebApplication app)
    {
        app.MapPost("/forgot-password", Forgot).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/reset-password", Reset).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/confirm-email", Confirm).WithOrder(-1).LimitedBy(LimitedBy.SignIn);
    }

    private static async Task<IResult> Forgot([FromForm] string? email, HttpContext context, AskForLink links, UserManager<SignInUser> users)
    {
        if (email?.Trim() is not { Length: > 0 } typed || !Core.Notifications.EmailAddress.IsValid(typed)) return TypedResults.LocalRedirect("/forgot-password?problem=email");
        await links.Run(AccountLink.ResetPassword, users.NormalizeEmail(typed)!, context.RequestAborted);
        return TypedResults.LocalRedirect("/forgot-password?sent=true");
    }

    private static async Task<IResult> Reset(
        [FromForm] string? token, [FromForm] string? password, HttpContext context, AccountLinks links, PasswordRules rules, SignIns signIns, ChangeAccount change, KnownBrowsers browsers, IPasswordHasher<SignInUser> hashes, Origins origins, TimeProvider clock)
    {
        if (await links.Read(AccountLink.ResetPassword, token, id => Account(signIns, id)) is not { } account) return Page("/reset-password", "", _gone.Code);
        if (await rules.Check(account, password, context.RequestAborted) is { } weak) return Page("/reset-password", token!, weak.Code);
        var hash = hashes.HashPassword(new(account, 0), password!);
        var (told, made) = await context.TellsFromOutside(origins, account.Id, AuditAction.PasswordReset, clock, "by a link from a mail");
        // Who can read the mail has the address.
        var saved = await change.Run(
            account.Id,
            now => now.SecurityStamp == account.SecurityStamp ? now.WithPassword(hash) with { EmailConfirmed = true } : _gone,
            _ => made,
            AccountMail.Tell("A new password was chosen for your EllaAI account, with a link that we had sent you.", clock.GetUtcNow()),
            told,
            context.RequestAborted);
        if (!saved.Ok(out _, out _)) return Page("/reset-password", "", _gone.Code);
        // Whoever guesses at the address from elsewhere makes nobody wait here.
        browsers.Remember(context, account.NormalizedEmail);
        return TypedResults.LocalRedirect("/sign-in?said=password");
    }

    private static async Task<IResult> Confirm([FromForm] string? token, HttpContext context, AccountLinks links, SignIns signIns, ChangeAccount change, Origins origins, TimeProvider clock)
    {
        if (await links.Read(AccountLink.ConfirmEmail, token, id => Account(signIns, id)) is not { } account) return Page("/confirm-email", "", _gone.Code);
        var (told, made) = account.EmailConfirmed ? ((_, _) => null, []) : await context.TellsFromOutside(origins, account.Id, AuditAction.AddressConfirmed, clock);
        var saved = await change.Run(
            account.Id, now => now.NormalizedEmail == account.NormalizedEmail ? now with { EmailConfirmed = true } : _gone, _ => made, null, told, context.RequestAborted);
        return saved.Ok(out _, out _) ? TypedResults.LocalRedirect("/sign-in?said=confirmed") : Page("/confirm-email", "", _gone.Code);
    }

    private static async Task<Account?> Account(SignIns signIns, AccountId id) => (await signIns.Find(id))?.Account;

    private static RedirectHttpResult Page(string page, string token, string problem) =>
        TypedResults.LocalRedirect($"{page}{new QueryString().Add("token", token).Add("problem", problem)}");
}
