using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Access;

/// <summary>Sets up an authenticator app, makes recovery codes, and turns the second step off.</summary>
internal static class SecondFactorEndpoints
{
    /// <summary>Names of what <see cref="ShownOnce"/> carries.</summary>
    public const string Secret = "authenticator";

    public const string Codes = "recovery-codes";

    public const string SetUpPage = "/account/authenticator";

    public static readonly Problem CodeOfSetUp =
        new("last-code", "That code does not match. Type the one that the app shows now; if it goes on, check that the clock of your phone is right.");

    /// <summary>What was scanned is not known any more, and was not turned on.</summary>
    public static readonly Problem SetUpOver =
        new("set-up-over", "That took so long that the code to scan is a new one, and nothing was turned on. Delete the entry that you made in your app, and scan this one.");

    public static void MapSecondFactor(this WebApplication app)
    {
        app.MapPost(SetUpPage, SetUp).WithOrder(-1).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost($"{SetUpPage}/off", TurnOff).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost("/account/recovery-codes", Renew).WithOrder(-1).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
    }

    /// <param name="scanned">Which secret the page showed, by its <see cref="AuthenticatorCodes.Mark"/>.</param>
    private static async Task<IResult> SetUp(
        [FromForm] string? code, [FromForm] string? scanned, HttpContext context, SignIns signIns, AuthenticatorCodes codes, ShownOnce shown, CountTries tries, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context, SetUpPage);
        if (user is null) return elsewhere;
        var id = user.Account.Id;
        var sealedSecret = shown.Look(context, Secret, id);
        if (codes.Open(id, sealedSecret) is not { } secret)
            // In another window, a moment ago: the app works, and must not be set up anew.
            return codes.Open(id, user.Account.Authenticator?.SealedSecret) is { } on && AuthenticatorCodes.Mark(on) == scanned
                ? AccountEndpoints.Said("authenticator-on")
                : AccountEndpoints.Refused(SetUpPage, SetUpOver);
        if (!(await tries.Begin($"set-up:{id.Value:N}", context.RequestAborted)).Ok(out _, out var wait)) return AccountEndpoints.Refused(SetUpPage, wait);
        if (codes.Step(secret, string.Concat((code ?? "").Where(char.IsAsciiDigit).Take(8))) is not { } step) return AccountEndpoints.Refused(SetUpPage, CodeOfSetUp);
        await tries.Forget($"set-up:{id.Value:N}", context.RequestAborted);

        var (recovery, at) = (RecoveryCodes.New(), clock.GetUtcNow());
        var saved = await change.Run(
            id,
            now => now.SecurityStamp == user.Account.SecurityStamp
                ? now with
                {
                    Authenticator = new(sealedSecret!, step, at),
                    RecoveryCodes = [.. recovery.Select(c => RecoveryCodes.Hash(id, c))],
                    Devices = [],
                    SecurityStamp = Account.NewStamp(),
                }
                : Problems.Conflict,
            AccountMail.Tell("An authenticator app was set up for your EllaAI account. From now on its codes are asked for when you sign in.", at),
            context.Tells(AuditAction.SecondStepOn, clock),
            context.RequestAborted);
        if (await AccountEndpoints.Reopened(saved, context, signIns, await signIns.IsBound(context) ? null : Opening.InTwoSteps) is { } refused) return refused;
        shown.Remove(context, Secret);
        shown.Put(context, Codes, id, string.Join(' ', recovery));
        return TypedResults.LocalRedirect("/account/recovery-codes");
    }

    /// <param name="form">An empty form, read all the same: only then is it checked that it is ours.</param>
    private static async Task<IResult> Renew(IFormCollection form, HttpContext context, SignIns signIns, ShownOnce shown, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        var (id, recovery) = (user.Account.Id, RecoveryCodes.New());
        var saved = await change.Run(
            id,
            now => now.Authenticator is null ? Problems.Conflict : now with { RecoveryCodes = [.. recovery.Select(c => RecoveryCodes.Hash(id, c))] },
            null, context.Tells(AuditAction.RecoveryCodesMade, clock), context.RequestAborted);
        if (!saved.Ok(out _, out var problem)) return AccountEndpoints.Refused(AccountEndpoints.Home, problem);
        shown.Put(context, Codes, id, string.Join(' ', recovery));
        return TypedResults.LocalRedirect("/account/recovery-codes");
    }

    /// <summary>Takes the password, however fresh the session is: it is all that will be asked for from then on.</summary>
    private static async Task<IResult> TurnOff([FromForm] string? password, HttpContext context, SignIns signIns, CheckPassword check, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        if (!(await check.Own(context, user, password)).Ok(out _, out var wrong)) return AccountEndpoints.Refused(AccountEndpoints.Home, wrong, ("at", "off"));
        if (TypedPassword.Length(TypedPassword.Read(password)!) < PasswordRules.MinLength) return AccountEndpoints.Refused(AccountEndpoints.Home, new("alone", ""), ("at", "off"));
        var saved = await change.Run(
            user.Account.Id,
            now => now with { Authenticator = null, RecoveryCodes = [], Devices = [], SecurityStamp = Account.NewStamp() },
            AccountMail.Tell("The second step of your EllaAI account was turned off. Your password alone signs you in.", clock.GetUtcNow()),
            context.Tells(AuditAction.SecondStepOff, clock),
            context.RequestAborted);
        return await AccountEndpoints.Reopened(saved, context, signIns, await signIns.IsBound(context) ? null : Opening.ByPassword) ?? AccountEndpoints.Said("authenticator-off");
    }
}
