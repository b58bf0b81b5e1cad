using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Impersonations;

/// <summary>
/// Addresses that are closed to whoever acts as a member: what the use cases behind them refuse for want of a permission, and what is about an account
/// and asks for none. Said once, here, for pages, forms, downloads and hubs alike.
/// </summary>
internal sealed class ActingLimits(RequestDelegate next)
{
    /// <summary>Set for a request that came from an impersonation that was over by then: it was meant to be done as somebody else, so nothing of it is done.</summary>
    public const string Over = "ella.acting-over";

    private static readonly Problem
        _self = Withheld.All[Permission.ActForOneself],
        _attempt = Withheld.All[Permission.TakeAttempt],
        _platform = Withheld.All[Permission.OperatePlatform],
        _signIn = new(Withheld.Code, "Nobody signs in, or joins a company, while they act as somebody else. End acting as them first.", ProblemKind.Forbidden),
        _company = new(Withheld.Code, "While you act as a member it is for the one company. End acting as them first.", ProblemKind.Forbidden);

    public static IReadOnlyDictionary<string, Problem> Closed { get; } = new Dictionary<string, Problem>
    {
        ["/account"] = _self,
        ["/sign-in"] = _signIn,
        ["/join"] = _signIn,
        ["/set-up"] = _signIn,
        ["/forgot-password"] = _self,
        ["/reset-password"] = _self,
        ["/confirm-email"] = _self,
        ["/switch-company"] = _company,
        ["/platform"] = _platform,
        ["/take"] = _attempt,
        ["/attempts"] = _attempt,
        ["/practice"] = _attempt,
        ["/hubs/attempt"] = _attempt,
    };

    public async Task Invoke(HttpContext http)
    {
        if (http.Items.TryGetValue(Over, out var company) && company is CompanyId of)
        {
            if (!http.Request.Path.Equals(ImpersonationEndpoints.End, StringComparison.OrdinalIgnoreCase) && !http.WebSockets.IsWebSocketRequest && !IsOurs(http))
            {
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = ImpersonationEndpoints.Ended(of);
                return;
            }
        }
        else if (ActingClaims.Acts(http.User) && Closed.FirstOrDefault(c => http.Request.Path.StartsWithSegments(c.Key)) is { Key: { } path, Value: var problem })
        {
            if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) await problem.ToHttp().ExecuteAsync(http);
            else http.Response.Redirect($"/forbidden{new QueryString().Add("acting", path)}");
            return;
        }

        await next(http);
    }

    /// <summary>Blazor's own traffic: a circuit that goes on learns by itself that its session is over.</summary>
    private static bool IsOurs(HttpContext http) => http.Request.Path.StartsWithSegments("/_blazor") || http.Request.Path.StartsWithSegments("/_framework");
}
