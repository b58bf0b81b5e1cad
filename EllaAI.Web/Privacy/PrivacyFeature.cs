using System.Text.Json;
using EllaAI.Core;
using EllaAI.Core.Companies;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Web.Access;
using EllaAI.Web.Hosting;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Privacy;

/// <summary>What is kept about people: writing it out, erasing it, how long it is kept, and what they agree to.</summary>
public static class PrivacyFeature
{
    public const string Own = "/account/privacy";

    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<IErasureFile, ErasureFile>()
        .AddSingleton<ErasureLedger>()
        .AddSingleton<FindTraces>()
        .AddSingleton<FindAccountTraces>()
        .AddSingleton<FindPerson>()
        .AddSingleton<AskErasure>()
        .AddSingleton<ErasureAid>()
        .AddSingleton<RunErasure>()
        .AddSingleton<ListErasures>()
        .AddSingleton<EraseAgain>()
        .AddSingleton<AskExport>()
        .AddSingleton<RunExport>()
        .AddSingleton<ReadExports>()
        .AddSingleton<ForgetExports>()
        .AddSingleton<SetRetention>()
        .AddSingleton<EraseOldAttempts>()
        .AddSingleton<SetConsentText>()
        .AddSingleton<ReadConsentText>()
        .AddSingleton<AskDeletion>()
        .AddSingleton<DeleteCompanies>()
        .AddTransient<PrivacyJobs>()
        .AddSingleton<PrivacyQueue>()
        .AddSubscriber<PrivacyAsked, PrivacyQueue>()
        .AddSingleton<PrivacyRecovery>()
        .AddHostedService(provider => provider.GetRequiredService<PrivacyRecovery>())
        .AddChore("erase again who came back, and go on with what waits", (provider, ct) => provider.GetRequiredService<PrivacyRecovery>().Mend(ct))
        .AddChore("erase results whose time has come", (provider, ct) => provider.GetRequiredService<EraseOldAttempts>().Everywhere(ct))
        .AddChore("forget exports whose day is over", (provider, ct) => provider.GetRequiredService<ForgetExports>().Run(ct));

    public static void MapPrivacy(this WebApplication app)
    {
        var company = app.MapGroup("/settings/privacy").RequireAuthorization().AnswersProblems();
        company.MapGet("exports/{id:guid}", Download);
        company.MapGet("receipts/{id:guid}", Receipt);
        app.MapGroup(Own).RequireAuthorization(AccountEndpoints.Self).AnswersProblems().MapGet("exports/{id:guid}", DownloadOwn);
        app.MapPost($"{Own}/export", ExportOwn).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
        app.MapPost($"{Own}/erase", EraseOwn).LimitedBy(LimitedBy.SignIn).RequireAuthorization(AccountEndpoints.Self);
    }

    private static async Task<IResult> Download(Guid id, HttpContext http, ReadExports exports, CancellationToken ct)
    {
        if (CurrentActor.Of(http.User) is not { } actor) return Problems.Forbidden.ToHttp();
        return (await exports.One(actor, new(id), ct)).Ok(out var export, out var problem) ? File(http, exports, actor.Company, export, ct) : problem.ToHttp();
    }

    private static async Task<IResult> DownloadOwn(Guid id, HttpContext http, ReadExports exports, SignIns signIns, CancellationToken ct)
    {
        // What a company's provider vouches for counts in that company, not for all that a person has elsewhere.
        if (AccountClaims.AccountOf(http.User) is not { } account || await signIns.IsBound(http)) return Problems.Forbidden.ToHttp();
        return (await exports.OneOfSelf(account, new(id), ct)).Ok(out var export, out var problem) ? File(http, exports, CompanyId.Platform, export, ct) : problem.ToHttp();
    }

    private static PushStreamHttpResult File(HttpContext http, ReadExports exports, CompanyId within, Export export, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                await foreach (var part in exports.Content(within, export, ct)) await body.WriteAsync(part, ct);
            },
            "application/zip",
            $"export-{export.AskedAt.UtcDateTime:yyyy-MM-dd}.zip");
    }

    private static async Task<IResult> Receipt(Guid id, HttpContext http, ListErasures erasures, CancellationToken ct)
    {
        if (CurrentActor.Of(http.User) is not { } actor) return Problems.Forbidden.ToHttp();
        if (!(await erasures.One(actor, new(id), ct)).Ok(out var receipt, out var problem)) return problem.ToHttp();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(receipt, DocumentJson.Options), "application/json", $"receipt-{id:N}.json");
    }

    /// <summary>Reads a form, though it holds only what shows that our page sent it.</summary>
    private static async Task<IResult> ExportOwn(IFormCollection _, HttpContext http, SignIns signIns, AskExport ask, CancellationToken ct)
    {
        var (user, elsewhere) = await signIns.MayChange(http, Own);
        if (user is null) return elsewhere;
        return (await ask.Self(user.Account, ct, AccountClaims.OriginOf(http.User))).Ok(out var _, out var problem) ? TypedResults.LocalRedirect(Own) : AccountEndpoints.Refused(Own, problem);
    }

    private static async Task<IResult> EraseOwn([FromForm] string? email, HttpContext http, SignIns signIns, SignInManager<SignInUser> manager, AskErasure ask, CancellationToken ct)
    {
        var (user, elsewhere) = await signIns.MayChange(http, Own);
        if (user is null) return elsewhere;
        if (Core.Access.Account.Normal(email ?? "") != user.Account.NormalizedEmail) return AccountEndpoints.Refused(Own, Problems.Invalid("email", ""));
        if (!(await ask.Self(user.Account, ct)).Ok(out _, out var problem)) return AccountEndpoints.Refused(Own, problem);
        await manager.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in?said=erased");
    }
}
