using EllaAI.Core;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace EllaAI.Web.Hosting;

/// <summary>
/// What the framework could not read, or has no address for, never reaches a handler. To a program it is answered as a problem too, not with a page for people.
/// </summary>
internal sealed class UnreadableRequests(RequestDelegate next)
{
    private static readonly Problem _tooLarge = new("too-large", "This is more than can be sent at once.", ProblemKind.TooLarge);
    private static readonly Problem _method = new("method-not-allowed", "This address is not asked in this way. Allow says how it is.");
    private static readonly Problem _notJson = new("not-json", "Send JSON in UTF-8, with Content-Type: application/json.");
    private static readonly Problem _unreadable = new("bad-request", "This could not be read.");

    public async Task Invoke(HttpContext context)
    {
        await next(context);
        var response = context.Response;
        if (response is not { HasStarted: false, ContentType: null, StatusCode: >= 400 and < 500 }) return;
        if (!IsOfProgram(context)) return;
        var problem = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound,
            StatusCodes.Status405MethodNotAllowed => _method,
            StatusCodes.Status413PayloadTooLarge => _tooLarge,
            StatusCodes.Status415UnsupportedMediaType => _notJson,
            _ => _unreadable,
        };
        await TypedResults.Problem(problem.Detail, statusCode: response.StatusCode, extensions: new Dictionary<string, object?> { ["code"] = problem.Code }).ExecuteAsync(context);
    }

    /// <summary>What is not there at all has no endpoint to say so, and what the router refuses by its content type has lost its own. A form's browser asks for HTML.</summary>
    private static bool IsOfProgram(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is not null
        || context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || (context.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType && !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
}

internal static class UnreadableRequestsExtensions
{
    /// <summary>Programs call these addresses: no failure of theirs is answered with a page.</summary>
    public static RouteGroupBuilder AnswersProblems(this RouteGroupBuilder group) => group.WithMetadata(new SkipStatusCodePagesAttribute());
}
