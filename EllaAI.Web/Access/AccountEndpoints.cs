using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Access;

/// <summary>What a person changes about their own sign-in. Each needs a session that was proved a moment ago: see <see cref="SignIns.IsFresh"/>.</summary>
internal static class AccountEndpoints
{
    public const string Home = "/account/security";

    /// <summary>The policy of what concerns the person and no company: also for whoever acts for none.</summary>
    public const string Self = "self";

    public static void MapAccount(this WebApplication app)
    {
        app.MapPost("/account/confirm", Confirm).WithOrder(-1).LimitedBy(LimitedBy.SignIn).RequireAuthorization(Self);
        app.MapPost("/account/password", ChangePassword).LimitedBy(LimitedBy.SignIn).RequireAuthorization(Self);
        app.MapPost("/account/devices/remove", RemoveDevice).RequireAuthorization(Self);
        app.MapSecondFactor();
    }

    /// <summary>Whose session it is, when they may change something now; otherwise where they are sent first.</summary>
    public static async Task<(SignInUser? User, RedirectHttpResult Elsewhere)> MayChange(this SignIns signIns, HttpContext context, string page = Home)
    {
        if (await signIns.Current(context) is not { } user) return (null, TypedResults.LocalRedirect($"/sign-in{new QueryString().Add("returnUrl", page)}"));
        return await signIns.IsFresh(context) ? (user, TypedResults.LocalRedirect(page)) : (null, TypedResults.LocalRedirect(ConfirmFirst(page)));
    }

    public static string ConfirmFirst(string page) => $"/account/confirm{new QueryString().Add("returnUrl", page)}";

    public static RedirectHttpResult Said(string code) => TypedResults.LocalRedirect($"{Home}{new QueryString().Add("said", code)}");

    public static RedirectHttpResult Refused(string page, Problem problem, params (string Name, string Value)[] more)
    {
        var query = more.Aggregate(new QueryString().Add("problem", problem.Code), (all, one) => all.Add(one.Name, one.Value));
        return TypedResults.LocalRedirect($"{page}{(problem.Facts.TryGetValue("waitSeconds", out var seconds) ? query.Add("wait", $"{seconds}") : query)}");
    }

    private static async Task<IResult> Confirm(
        [FromForm] string? password, [FromForm] string? code, [FromForm] string? returnUrl, HttpContext context, SignIns signIns, CheckPassword check, ShowCode show)
    {
        if (await signIns.Current(context) is not { } user) return TypedResults.LocalRedirect("/sign-in");
        // A code is a second step; where the first was a provider's word, it shows nothing of the account's own.
        var problem = string.IsNullOrEmpty(code) || await signIns.IsBound(context)
            ? (await check.Own(context, user, password)).Ok(out _, out var wrong) ? null : wrong
            : (await show.Run(context, user.Account, code, account => account)).Ok(out _, out var other) ? null : other;
        var back = LocalPath.Of(returnUrl, Home);
        if (problem is not null) return Refused("/account/confirm", problem, ("returnUrl", back));
        await signIns.Prove(context);
        return TypedResults.LocalRedirect(back);
    }

    /// <summary>Asks for the old password itself, so it needs nothing shown before.</summary>
    private static async Task<IResult> ChangePassword(
        [FromForm] string? current, [FromForm] string? password, HttpContext context, SignIns signIns, CheckPassword check, PasswordRules rules, ChangeAccount change, IPasswordHasher<SignInUser> hashes, TimeProvider clock)
    {
        if (await signIns.Current(context) is not { } user) return TypedResults.LocalRedirect("/sign-in");
        if (!(await check.Own(context, user, current)).Ok(out _, out var wrong)) return Refused(Home, wrong, ("at", "password"));
        if (await rules.Check(user.Account, password, context.RequestAborted) is { } weak) return Refused(Home, weak, ("at", "password"));
        var hash = hashes.HashPassword(user, password!);
        var saved = await change.Run(
            user.Account.Id,
            now => now.SecurityStamp == user.Account.SecurityStamp ? now.WithPassword(hash) : Problems.Conflict,
            AccountMail.Tell("The password of your EllaAI account was changed. You are signed out everywhere but where that was done.", clock.GetUtcNow()),
            context.Tells(AuditAction.PasswordChanged, clock),
            context.RequestAborted);
        return await Reopened(saved, context, signIns) ?? Said("password");
    }

    private static async Task<IResult> RemoveDevice([FromForm] Guid id, HttpContext context, SignIns signIns, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        // Asked twice, the second finds nothing to do.
        await change.Run(
            user.Account.Id, now => now.Devices.Any(d => d.Id == id) ? now with { Devices = [.. now.Devices.Where(d => d.Id != id)] } : Problems.NotFound,
            null, context.Tells(AuditAction.DeviceForgotten, clock), context.RequestAborted);
        return Said("device");
    }

    /// <summary>The stamp has changed, which ends every session: this one goes on with a new cookie.</summary>
    /// <param name="opening">Null to go on as before.</param>
    public static async Task<RedirectHttpResult?> Reopened(Result<Account> saved, HttpContext context, SignIns signIns, Opening? opening = null)
    {
        if (!saved.Ok(out var account, out var problem)) return Refused(Home, problem);
        await signIns.Open(context, (await signIns.Find(account.Id))!, opening);
        return null;
    }
}
