using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace EllaAI.Web.Hosting;

/// <summary>Everything here is UTF-8. What says that it is written otherwise is refused before a reader of the framework fails on it.</summary>
internal sealed class ForeignCharsets(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        // The page about it goes this way too.
        if (IsOurs(context.Request.ContentType) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static bool IsOurs(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || HeaderUtilities.RemoveQuotes(type.Charset) is not { HasValue: true } charset
        || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
