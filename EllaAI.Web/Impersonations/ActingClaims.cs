using System.Globalization;
using System.Security.Claims;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Web.Access;

namespace EllaAI.Web.Impersonations;

/// <summary>What pages show of somebody who acts as somebody else.</summary>
/// <param name="By">Whose session it is.</param>
public sealed record ShownActing(string By, string As, string Company, string Reason, DateTimeOffset Until);

/// <summary>
/// How a session is told apart in which an admin of the platform acts as a member. The cookie stays theirs, account and stamp: it names the session of
/// the impersonation in place of their own, and keeps the id of that to go back to. All else is read anew with the session.
/// </summary>
internal static class ActingClaims
{
    public const string Own = "ella:own-session", Id = "ella:acting", As = "ella:acting-as", By = "ella:acting-by", Reason = "ella:acting-why", Until = "ella:acting-until";

    public static readonly string[] ReadAnew = [Id, As, By, Reason, Until];

    /// <summary>Also while it is not known yet whether it still counts.</summary>
    public static bool Acts(ClaimsPrincipal user) => user.HasClaim(c => c.Type == Own);

    public static ActingFor? Of(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(Id), out var id) && Guid.TryParse(user.FindFirstValue(As), out var member) ? new(new(id), new(member)) : null;

    public static ShownActing? Shown(ClaimsPrincipal user) => Of(user) is null ? null : new(
        user.FindFirstValue(By) ?? "",
        user.FindFirstValue(ClaimTypes.Name) ?? "",
        user.FindFirstValue(AccountClaims.CompanyName) ?? "",
        user.FindFirstValue(Reason) ?? "",
        DateTimeOffset.Parse(user.FindFirstValue(Until)!, CultureInfo.InvariantCulture));

    public static IEnumerable<Claim> Of(ActingNow acting, Account by) =>
    [
        new(Id, acting.Impersonation.Id.Value.ToString("N")),
        new(As, acting.As.Id.Value.ToString("N")),
        new(By, by.Name),
        new(Reason, acting.Impersonation.Reason),
        new(Until, acting.Impersonation.Until.ToString("O", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The cookie of an impersonation that has begun in this session.</summary>
    public static ClaimsPrincipal Begin(ClaimsPrincipal user, Impersonation acting, CompanyId company) => With(
        user, new(Own, acting.Own.Value.ToString("N")), new(AccountClaims.Session, acting.Session.Value.ToString("N")), new(AccountClaims.Company, company.Value));

    /// <summary>One's own session again, whether or not that is still there; null for whoever acts as themselves.</summary>
    public static ClaimsPrincipal? Back(ClaimsPrincipal user) =>
        user.FindFirstValue(Own) is { } own ? With(user, new(AccountClaims.Session, own), new(AccountClaims.Company, CompanyId.Platform.Value)) : null;

    private static ClaimsPrincipal With(ClaimsPrincipal user, params Claim[] claims)
    {
        string[] gone = [.. ReadAnew, .. AccountClaims.ReadAnew, Own, AccountClaims.Session];
        var identity = new ClaimsIdentity(user.Identity!.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims(user.Claims.Where(c => !gone.Contains(c.Type)).Select(c => c.Clone()));
        identity.AddClaims(claims);
        return new(identity);
    }
}
