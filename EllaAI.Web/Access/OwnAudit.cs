using EllaAI.Core.Access;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Access;

/// <summary>What the logs are told of what somebody does with their own sign-in.</summary>
internal static class OwnAudit
{
    /// <summary>By whoever is signed in, from where their session is seen.</summary>
    public static Told Tells(this HttpContext context, string action, TimeProvider clock) =>
        (_, after) => AccountAudited.Of(after.Id, action, clock.GetUtcNow(), AccountClaims.OriginOf(context.User));

    /// <summary>By whoever is not signed in here: with a link from a mail, or on the way in.</summary>
    public static async Task<(Told Told, IReadOnlyList<EllaAI.Core.Storage.Change> Made)> TellsFromOutside(
        this HttpContext context, Origins origins, AccountId account, string action, TimeProvider clock, string words = "")
    {
        var (from, made) = await origins.Of(account, LimitedBy.AddressOf(context), AgentOf(context), context.RequestAborted);
        return ((_, after) => AccountAudited.Of(after.Id, action, clock.GetUtcNow(), from, words), made);
    }

    public static string AgentOf(HttpContext context) => context.Request.Headers.UserAgent.ToString();
}
