using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;

namespace EllaAI.Web.Access;

/// <summary>
/// Takes a code of the authenticator app, or a recovery code. Each works once, however many ask with it at the same moment: that it was used is
/// decided on the account as it is when it is written.
/// </summary>
internal sealed class ShowCode(AuthenticatorCodes codes, ChangeAccount change, CountTries tries, DelayNotes delays, KnownBrowsers browsers, Origins origins, TimeProvider clock)
{
    public static readonly Problem Wrong = new("code", "That code does not match. Codes change every 30 seconds, and each works once.");

    private const int AppLength = 6;

    /// <param name="also">What changes with it when the code is right.</param>
    public async Task<Result<Account>> Run(HttpContext context, Account account, string? typed, Func<Account, Account> also)
    {
        var ct = context.RequestAborted;
        var what = $"code:{account.Id.Value:N}:{browsers.Find(context, account.NormalizedEmail)}";
        if (!(await tries.Begin(what, ct)).Ok(out var count, out var wait)) return wait;
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)).Take(64));
        var (told, made) = Core.Access.RecoveryCodes.LooksLikeOne(code)
            ? await context.TellsFromOutside(origins, account.Id, AuditAction.RecoveryCodeUsed, clock)
            : ((_, _) => null, []);
        var shown = await change.Run(account.Id, now => Use(now, code).Ok(out var used, out var wrong) ? also(used) : wrong, _ => made, null, told, ct);
        if (shown.Ok(out _, out var problem)) await tries.Forget(what, ct);
        else if (problem == Wrong) await delays.Take(context, account.Id, count, "codes");
        return shown;
    }

    private Result<Account> Use(Account account, string code)
    {
        if (account.Authenticator is not { } app) return Wrong;
        if (code.Length == AppLength)
            return codes.Open(account.Id, app.SealedSecret) is { } secret && codes.Step(secret, code) is { } step && step > app.LastStep
                ? account with { Authenticator = app with { LastStep = step } }
                : Wrong;
        var hash = Core.Access.RecoveryCodes.LooksLikeOne(code) ? Core.Access.RecoveryCodes.Hash(account.Id, code) : "";
        return account.RecoveryCodes.Contains(hash) ? account with { RecoveryCodes = [.. account.RecoveryCodes.Where(c => c != hash)] } : Wrong;
    }
}
