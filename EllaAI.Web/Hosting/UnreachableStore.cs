using EllaAI.Core;
using EllaAI.Core.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace EllaAI.Web.Hosting;

/// <summary>
/// The documents cannot be read or written: a program is told that nothing is acknowledged and that it is to try again, which a candidate's
/// page does by itself. People get the page about errors, with the same status.
/// </summary>
internal sealed partial class UnreachableStore(ILogger<UnreachableStore> log) : IExceptionHandler
{
    private static readonly Problem _unreachable = new("store-unavailable", "Nothing can be read or kept right now. Try again in a moment.", ProblemKind.Unavailable);

    public static int Status(Exception e) => e is StoreUnavailableException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreUnavailableException) return false;
        LogUnreachable(httpContext.Request.Method, exception.Message);
        httpContext.Response.Headers.RetryAfter = "2";
        var asked = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (asked?.Metadata.GetMetadata<ISkipStatusCodePagesMetadata>() is null) return false;
        await _unreachable.ToHttp().ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Method} was not served: {Reason}")]
    private partial void LogUnreachable(string method, string reason);
}
