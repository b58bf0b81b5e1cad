using EllaAI.Core;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EllaAI.Web.Hosting;

/// <summary>Expected failures as <c>application/problem+json</c> with their stable code.</summary>
public static class ProblemHttp
{
    public static ProblemHttpResult ToHttp(this Problem problem) => TypedResults.Problem(
        problem.Detail, statusCode: Status(problem.Kind), extensions: new Dictionary<string, object?>(problem.Facts) { ["code"] = problem.Code });

    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.OverQuota => StatusCodes.Status402PaymentRequired,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
