using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Refuses what says that it is larger than its address takes, before any of it is read; and says 413 of a form that turned out so while it was read, of
/// which the framework only knows that it has no token.
/// </summary>
internal sealed class LargeRequests(RequestDelegate next)
{
    /// <summary>Of everything that has no limit of its own.</summary>
    public const long MaxBytes = 1 << 20;

    public Task Invoke(HttpContext context)
    {
        if (IsShown(context) || !(context.Request.ContentLength > Limit(context))) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    public static Task OfForms(HttpContext context, RequestDelegate next)
    {
        if (IsShown(context) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false, Error.InnerException: BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } }) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    /// <summary>The page about it, which goes this way too.</summary>
    private static bool IsShown(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static long Limit(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MaxBytes;
}
