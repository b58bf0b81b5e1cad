using EllaAI.Core;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EllaAI.Web.Api;

/// <summary>Who asks is not known, or may not: as problems, with the words of OAuth beside our own.</summary>
internal static class ApiProblems
{
    public static IResult TokenMissing { get; } = Unauthorized(
        "token-missing", "Send a token: Authorization: Bearer …. You get one from /api/auth/token for your API key.", "Bearer", "invalid_request");

    public static IResult TokenRefused { get; } = Unauthorized(
        "token-refused", "This token is not good, or no longer. Get another one from /api/auth/token.", "Bearer error=\"invalid_token\"", "invalid_token");

    public static IResult KeyMissing { get; } = Unauthorized(
        "key-missing", "Send your API key: as Authorization: Bearer …, or in a form as client_secret.", "Bearer", "invalid_client");

    public static IResult KeyRefused { get; } = Unauthorized(
        "key-refused", "This API key is not good: it was mistyped or revoked, has expired, or its company is suspended.", "Bearer error=\"invalid_token\"", "invalid_client");

    public static IResult NoSuchGrant { get; } = Of(
        StatusCodes.Status400BadRequest, "grant-type-unsupported", "In a form, say grant_type=client_credentials.", "unsupported_grant_type");

    public static IResult NoSuchScope { get; } = Of(
        StatusCodes.Status400BadRequest, "scope-refused", "The API key does not have all the scopes that were asked for.", "invalid_scope");

    /// <summary>The key is good, and opens nothing: its company has no API at the moment.</summary>
    public static IResult Off(Problem off) => Of(StatusCodes.Status403Forbidden, off.Code, off.Detail, "access_denied");

    public static IResult Insufficient(string scope) => new Challenged(
        $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"",
        Of(StatusCodes.Status403Forbidden, "insufficient-scope", $"The token does not have the scope {scope}.", "insufficient_scope"));

    private static Challenged Unauthorized(string code, string detail, string challenge, string error) =>
        new(challenge, Of(StatusCodes.Status401Unauthorized, code, detail, error));

    private static ProblemHttpResult Of(int status, string code, string detail, string error) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code, ["error"] = error });

    private sealed class Challenged(string challenge, ProblemHttpResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.WWWAuthenticate = challenge;
            httpContext.Response.Headers.CacheControl = "no-store";
            return problem.ExecuteAsync(httpContext);
        }
    }
}
