using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>Passkeys: the browser asks what to sign (<c>options</c>), and a form brings what it signed. See Client/passkeys.js.</summary>
internal static class PasskeyEndpoints
{
    private const int MaxCredential = 20_000;
    private static readonly Problem _refused = new("passkey", "");
    private static readonly Problem _notNow = new("confirm-first", "Show first that it is you.", ProblemKind.Forbidden);

    public static IServiceCollection AddPasskeys(this IServiceCollection services) => services
        .AddSingleton<PasskeySite>()
        .AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(provider => provider.GetRequiredService<PasskeySite>());

    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/sign-in/passkey/options", RequestOptions);
        app.MapPost("/sign-in/passkey", SignIn).LimitedBy(LimitedBy.SignIn);
        app.MapPost("/account/passkeys/options", CreationOptions).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost("/account/passkeys", Add).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost("/account/passkeys/rename", Rename).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost("/account/passkeys/remove", Remove).RequireAuthorization(AccountEndpoints.Self);
    }

    /// <param name="form">Read for its token alone: only then is it checked that it is ours.</param>
    private static async Task<ContentHttpResult> RequestOptions(IFormCollection form, SignInManager<SignInUser> manager) =>
        TypedResults.Content(await manager.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task<IResult> SignIn(
        [FromForm] string? credential, [FromForm] string? returnUrl, HttpContext context, SignInManager<SignInUser> manager, SignIns signIns, ChangeAccount change, TimeProvider clock)
    {
        var refused = TypedResults.LocalRedirect($"/sign-in{new QueryString().Add("returnUrl", LocalPath.Of(returnUrl)).Add("problem", _refused.Code)}");
        if (await Shown(credential, manager.PerformPasskeyAssertionAsync) is not { Succeeded: true, User.Account: { DisabledAt: null } account, Passkey: { } shown }) return refused;
        var used = AccountStore.Of(shown, "", clock.GetUtcNow());
        var saved = await change.Run(account.Id, now => Use(now, used), null, context.RequestAborted);
        if (!saved.Ok(out _, out _) || await signIns.Find(account.Id) is not { } user) return refused;
        await signIns.Open(context, user, Opening.InTwoSteps with { Way = SignInWay.Passkey });
        return TypedResults.LocalRedirect(SignIns.Target(returnUrl));
    }

    private static async Task<IResult> CreationOptions(IFormCollection form, HttpContext context, SignIns signIns, SignInManager<SignInUser> manager)
    {
        var (user, _) = await signIns.MayChange(context);
        if (user is null) return _notNow.ToHttp();
        var entity = new PasskeyUserEntity { Id = user.Account.Id.Value.ToString("N"), Name = user.Account.Email, DisplayName = user.Account.Name };
        return TypedResults.Content(await manager.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }

    private static async Task<IResult> Add(
        [FromForm] string? credential, [FromForm] string? name, HttpContext context, SignIns signIns, SignInManager<SignInUser> manager, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        if (await Shown(credential, manager.PerformPasskeyAttestationAsync) is not { Succeeded: true, Passkey: { } made, UserEntity: { } of } || of.Id != user.Account.Id.Value.ToString("N"))
            return AccountEndpoints.Refused(AccountEndpoints.Home, _refused, ("at", "passkeys"));
        var passkey = AccountStore.Of(made, Passkey.NameOf(name, AgentWords.Of(context.Request.Headers.UserAgent.ToString())), null) with { Since = clock.GetUtcNow() };
        var saved = await change.Run(
            user.Account.Id,
            now => now.Passkeys.Count < Passkey.Most ? now with { Passkeys = [.. now.Passkeys, passkey] } : new Problem("many-passkeys", ""),
            now => [PasskeyOwner.Create(passkey.Id, now.Id)],
            AccountMail.Tell("A passkey was added to your EllaAI account. Whoever has the device that keeps it can sign in.", clock.GetUtcNow()),
            context.Tells(AuditAction.PasskeyAdded, clock),
            context.RequestAborted);
        return saved.Ok(out _, out var problem) ? AccountEndpoints.Said("passkey") : AccountEndpoints.Refused(AccountEndpoints.Home, problem, ("at", "passkeys"));
    }

    private static async Task<IResult> Rename([FromForm] string? id, [FromForm] string? name, HttpContext context, SignIns signIns, ChangeAccount change)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        await change.Run(
            user.Account.Id, now => now with { Passkeys = [.. now.Passkeys.Select(p => p.Id == id ? p with { Name = Passkey.NameOf(name, p.Name) } : p)] }, null, context.RequestAborted);
        return AccountEndpoints.Said("passkey-renamed");
    }

    private static async Task<IResult> Remove([FromForm] string? id, HttpContext context, SignIns signIns, ChangeAccount change, TimeProvider clock)
    {
        var (user, elsewhere) = await signIns.MayChange(context);
        if (user is null) return elsewhere;
        // Asked twice, the second finds nothing to do.
        await change.Run(
            user.Account.Id,
            now => now.Passkeys.Any(p => p.Id == id) ? now with { Passkeys = [.. now.Passkeys.Where(p => p.Id != id)] } : Problems.NotFound,
            _ => [PasskeyOwner.Remove(id!)],
            AccountMail.Tell("A passkey was removed from your EllaAI account.", clock.GetUtcNow()),
            context.Tells(AuditAction.PasskeyRemoved, clock),
            context.RequestAborted);
        return AccountEndpoints.Said("passkey-removed");
    }

    private static Result<Account> Use(Account now, Passkey used)
    {
        if (now.Passkeys.FirstOrDefault(p => p.Id == used.Id) is not { } kept || (used.SignCount != 0 && used.SignCount <= kept.SignCount)) return _refused;
        return now with { Passkeys = [.. now.Passkeys.Select(p => p.Id == used.Id ? p with { SignCount = used.SignCount, BackedUp = used.BackedUp, LastUsed = used.LastUsed } : p)] };
    }

    /// <summary>Null for what nobody asked for here, or that is none.</summary>
    private static async Task<T?> Shown<T>(string? credential, Func<string, Task<T>> look)
        where T : class
    {
        if (credential is not { Length: > 0 and <= MaxCredential }) return null;
        try
        {
            return await look(credential);
        }
        catch (InvalidOperationException)
        {
            // The library's word for a browser that did not ask for options before, or whose cookie of it is gone.
            return null;
        }
    }
}
