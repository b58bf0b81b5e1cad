using EllaAI.Core.Attempts;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Attempts;

/// <summary>What candidates ask counts for their own attempt, and for nothing that others could use up.</summary>
internal static class CandidateLimits
{
    public static LimitedBy Attempt { get; } = new("attempt", limits => limits.Attempt, Caller);

    public static LimitedBy Executions { get; } = new("executions", limits => limits.Executions, Caller);

    private static string? Caller(HttpContext context) =>
        Guid.TryParse(context.GetRouteValue("id") as string ?? context.Request.Query["attempt"], out var id)
        && context.RequestServices.GetRequiredService<CandidateSessions>().Find(context, new AttemptId(id)) is not null
            ? id.ToString("N")
            : null;
}

/// <summary>On a page of an attempt.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CountsForAttemptAttribute : Attribute, IHasLimit
{
    public LimitedBy Limit => CandidateLimits.Attempt;
}
