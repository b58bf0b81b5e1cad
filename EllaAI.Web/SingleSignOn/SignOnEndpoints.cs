using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Notifications;
using EllaAI.Core.SingleSignOn;
using EllaAI.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.SingleSignOn;

/// <summary>To a company's provider and back. What is carried there and back is sealed in the state.</summary>
internal static partial class SignOnEndpoints
{
    /// <summary>Where an owner tries the connection.</summary>
    public const string Settings = "/settings/sign-in";

    private const string Target = "ella.to", Revision = "ella.revision", TriedBy = "ella.tried-by";

    /// <summary>Whoever typed an address is shown which company signs it in. A redirect to the provider would be one of a form, which browsers refuse.</summary>
    public static async Task<RedirectHttpResult> Choose([FromForm] string? email, [FromForm] string? returnUrl, FindProvider find, CancellationToken ct)
    {
        var typed = email?.Trim() is { Length: <= EmailAddress.MaxLength } address ? address : "";
        var query = new QueryString().Add("returnUrl", LocalPath.Of(returnUrl)).Add("email", typed);
        return TypedResults.LocalRedirect($"/sign-in{(await find.ByAddress(typed, ct) is null ? query.Add("problem", "no-provider") : query)}");
    }

    /// <param name="trial">An owner wants to know whether it works, and stays signed in as they are.</param>
    public static async Task<IResult> Leave(
        string company, [FromQuery] string? returnUrl, [FromQuery(Name = "try")] bool? trial, HttpContext context, FindProvider find, ProviderFlow flow, ILogger<ProviderFlow> log)
    {
        if (!CompanyId.IsValid(company)) return Refused(company, SignOnProblems.None, trial == true);
        var owner = CurrentActor.Of(context.User);
        if (trial == true && !Owns(owner, company)) return TypedResults.LocalRedirect("/forbidden");
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        properties.Items[Target] = SignIns.Target(returnUrl);
        if (trial == true) properties.Items[TriedBy] = owner!.Name;
        if (!(await find.Of(new(company), context.RequestAborted)).Ok(out var open, out var problem)) return trial == true ? Refused(company, problem, true) : Closed(log, company, problem);
        properties.Items[Revision] = open.Provider.Revision.ToString("N");
        problem = await flow.Leave(context, open, properties);
        if (problem is null) return TypedResults.Empty;
        LogFailed(log, company, problem.Code);
        return Refused(company, problem, trial == true);
    }

    public static async Task<IResult> Return(
        string company, HttpContext context, FindProvider find, ProviderFlow flow, EnterByProvider enter, TryProvider trial, SignIns signIns, ILogger<ProviderFlow> log)
    {
        var ct = context.RequestAborted;
        if (!CompanyId.IsValid(company)) return Refused(company, SignOnProblems.None, false);
        if (!(await find.Of(new(company), ct)).Ok(out var open, out var problem)) return Closed(log, company, problem);
        var (came, left) = await flow.Return(context, open);
        var triedBy = left?.Items.TryGetValue(TriedBy, out var by) == true ? by : null;
        if (came.Ok(out var who, out problem) && left is not null && Guid.TryParse(left.Items[Revision], out var revision))
        {
            if (triedBy is not null)
            {
                // Whoever is signed in now, and may still: the try is theirs.
                if (CurrentActor.Of(context.User) is not { } owner || owner.Name != triedBy || !Owns(owner, company)) return TypedResults.LocalRedirect("/forbidden");
                if ((await trial.Run(owner, revision, who, ct)).Ok(out _, out problem)) return TypedResults.LocalRedirect($"{Settings}?tried=ok");
            }
            else if ((await enter.Run(open.Company.Id, revision, who, ct)).Ok(out var account, out problem) && await signIns.Find(account.Id) is { } user)
            {
                if (AccountClaims.AccountOf(context.User) is { } here && here != account.Id) return Refused(company, SignOnProblems.SignedIn, false);
                await signIns.OpenByProvider(context, user, open.Company.Id);
                return TypedResults.LocalRedirect(LocalPath.Of(left.Items[Target]));
            }
        }

        problem ??= SignOnFailures.Lost;
        LogFailed(log, company, problem.Code);
        return Refused(company, problem, triedBy is not null);
    }

    private static bool Owns(Actor? actor, string company) => actor?.Company.Value == company && actor.May(Permission.ManageSignIn);

    /// <summary>Whatever the reason, it reads as if there were none: only the log tells it.</summary>
    private static RedirectHttpResult Closed(ILogger log, string company, Problem problem)
    {
        LogFailed(log, company, problem.Code);
        return Refused(company, SignOnProblems.None, false);
    }

    private static RedirectHttpResult Refused(string company, Problem problem, bool trial) => TypedResults.LocalRedirect(trial
        ? $"{Settings}{new QueryString().Add("tried", problem.Code)}"
        : $"/sign-in/problem{new QueryString().Add("code", problem.Code).Add("company", CompanyId.IsValid(company) ? company : "")}");

    [LoggerMessage(Level = LogLevel.Information, Message = "A single sign-on of {Company} did not work: {Problem}")]
    private static partial void LogFailed(ILogger log, string company, string problem);
}
