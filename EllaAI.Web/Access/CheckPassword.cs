using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Notifications;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>
/// Looks at an address and a password. An address that nobody has, or whose account is disabled, costs the same hash and gets the same answer as a
/// wrong password.
/// </summary>
internal sealed class CheckPassword(UserManager<SignInUser> users, ChangeAccount change, CountTries tries, DelayNotes delays, KnownBrowsers browsers)
{
    public static readonly Problem Wrong = new("wrong", "That email and password do not match an account. Check both and try again.");

    public static readonly Problem NotYours = new("password", "That is not your password. Check it and try again.");
    private static readonly SignInUser _nobody = new(new(default, "", "", "", "", ""), 0);
    private static string? _nobodysHash;

    public async Task<Result<SignInUser>> Run(HttpContext context, string? email, string? password)
    {
        var ct = context.RequestAborted;
        var address = users.NormalizeEmail(email?.Trim() is { Length: <= EmailAddress.MaxLength } typed ? typed : "") ?? "";
        var what = $"password:{address}:{browsers.Find(context, address)}";
        if (!(await tries.Begin(what, ct)).Ok(out var count, out var wait)) return wait;
        // Made once, by whoever comes first, and of what nobody types.
        var nobodysHash = _nobodysHash ??= users.PasswordHasher.HashPassword(_nobody, Account.NewStamp());
        var found = await users.FindByEmailAsync(address);
        var hash = found?.Account.PasswordHash is { Length: > 0 } own ? own : nobodysHash;
        var verified = users.PasswordHasher.VerifyHashedPassword(found ?? _nobody, hash, password ?? "");
        if (found is not { Account: { DisabledAt: null, PasswordHash.Length: > 0 } account } || verified == PasswordVerificationResult.Failed)
        {
            await delays.Take(context, found?.Account.Id, count, "passwords");
            return Wrong;
        }

        await tries.Forget(what, ct);
        if (verified == PasswordVerificationResult.SuccessRehashNeeded) await Renew(found, account, password!, ct);
        return found;
    }

    /// <summary>Whoever has a session shows that they know its password too.</summary>
    public async Task<Result<SignInUser>> Own(HttpContext context, SignInUser user, string? password)
    {
        var checkedNow = await Run(context, user.Account.Email, password);
        return !checkedNow.Ok(out _, out var problem) && problem == Wrong ? NotYours : checkedNow;
    }

    /// <summary>An older hash becomes one of today's, unless somebody has chosen another password meanwhile.</summary>
    private async Task Renew(SignInUser user, Account account, string password, CancellationToken ct)
    {
        var renewed = users.PasswordHasher.HashPassword(user, password);
        await change.Run(account.Id, now => now.PasswordHash == account.PasswordHash ? now with { PasswordHash = renewed } : Problems.Conflict, null, ct);
    }
}
