using EllaAI.Web.Access;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Api;

/// <summary>Limits of people who are signed in, and of programs with a token: beside those of the address that they come from.</summary>
internal static class CallerLimits
{
    /// <summary>A program's key counts as a user of its own.</summary>
    public static LimitedBy User { get; } = new("user", limits => limits.User, UserOf);

    /// <summary>All programs of one company together.</summary>
    public static LimitedBy Company { get; } = new("company", limits => limits.Company, http => ApiCaller.Of(http)?.Found.Company.Value);

    public static LimitedBy Runs { get; } = new("runs", limits => limits.Runs, UserOf);

    private static string? UserOf(HttpContext http) => ApiCaller.Of(http) is { } program
        ? program.Found.Key.Id.Value.ToString("N")
        : AccountClaims.AccountOf(http.User)?.Value.ToString("N");
}
